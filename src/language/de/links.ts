import type * as en from '../en/links.ts';

export const links: typeof en.links = {
  hint: 'Falls das mit deinem Konto auf einer anderen Plattform entstanden ist, sag „konten verknüpfen“, um beide wie eines zu verwenden.',
  notHere:
    'Konten werden in Slack und Teams verknüpft, wo die Plattform sagt, wer jemand ist. Sag dort „konten verknüpfen“ zu mir.',
  notAlone:
    'Sag „konten verknüpfen“ dort zu mir, wo niemand mitliest: in einer Direktnachricht oder mit meinem Slash-Befehl. Der Code ist nur für dich.',
  wrong:
    'Dieser Code gilt nicht: Er ist vertippt oder durch einen neueren ersetzt. Nichts wurde geändert. Sag auf der anderen Plattform „konten verknüpfen“ zu mir, dann bekommst du einen neuen.',
  expired:
    'Dieser Code ist abgelaufen: Er gilt 15 Minuten. Nichts wurde geändert. Sag auf der anderen Plattform „konten verknüpfen“ zu mir, dann bekommst du einen neuen.',
  used: 'Dieser Code wurde schon verwendet. Nichts wurde geändert. Sag auf der anderen Plattform „konten verknüpfen“ zu mir, dann bekommst du einen neuen.',
  ownCode: 'Das ist der Code genau dieses Kontos. Sag ihn mir mit deinem Konto auf der anderen Plattform.',
  tooOften:
    'Das waren viele Codes in kurzer Zeit. Versuch es in einer Viertelstunde noch einmal; nichts wurde geändert.',
  linkedAlready: 'Diese beiden Konten sind schon verknüpft.',
  sameTenant:
    'Diese beiden lassen sich nicht verknüpfen: Jeder Mensch hat ein Konto je Workspace oder Organisation, und beide Seiten haben eines in derselben.',
  code: (code, elsewhere) =>
    `Dein Code ist ${code}. Er gilt einmal und 15 Minuten lang und ist nur für dich.\n\nGeh jetzt zu ${elsewhere} und sag mir dort mit deinem Konto: link ${code}\n\nDanach muss ein Admin es bestätigen. Dann kannst du, worüber du mit dem einen Konto entscheiden darfst, auch mit dem anderen entscheiden.`,
  and: (one, other) => `${one} und ${other}`,
  named: (name, place) => `${name} in ${place}`,
  waits: (pair) =>
    `${pair} sollen verknüpft werden. Ein Admin muss es bestätigen: Bitte einen, „kontoverknüpfungen“ zu mir zu sagen. Du erfährst, wie entschieden wurde.`,
  notLinked: 'Dieses Konto ist mit keinem anderen verknüpft. Sag „konten verknüpfen“, um das zu tun.',
  apart: (places) =>
    `Erledigt: Dieses Konto ist nicht mehr mit deinem in ${places} verknüpft. Von jetzt an handelt jedes für sich.`,
  adminsOnly: 'Welche Konten verknüpft sind, kann nur ein Admin sehen und entscheiden.',
  noneOfYours: 'Deines ist mit keinem anderen verknüpft; sag „konten verknüpfen“, um das zu tun.',
  yours: (places) => `Deines ist mit deinem Konto in ${places} verknüpft; sag „verknüpfung lösen“, um das zu beenden.`,
  gone: 'Das gibt es nicht mehr: Jemand hat schon darüber entschieden. Sag „kontoverknüpfungen“, um zu sehen, was es gibt.',
  decidedAlready: 'Darüber wurde schon entschieden.',
  clearLinked: 'Diese Konten sind schon verknüpft. Lehne es ab, damit es von der Liste verschwindet.',
  clearSameTenant:
    'Sie lassen sich nicht mehr verknüpfen: Beide Seiten haben inzwischen ein Konto am selben Ort. Lehne es ab, damit es von der Liste verschwindet.',
  apartAlready: 'Diese Verknüpfung wurde schon gelöst.',
  confirmedBy: (pair, by) => `Verknüpft: ${pair} (${by}).`,
  refusedBy: (pair, by) => `Nicht verknüpft: ${pair} (${by}).`,
  apartBy: (who, by) => `Gelöst: ${who} handelt von jetzt an allein (${by}).`,
  refused: (pair) => `Ein Admin hat abgelehnt, ${pair} zu verknüpfen. Nichts wurde geändert.`,
  confirmed: (pair) =>
    `Verknüpft: ${pair}. Worüber du mit dem einen Konto entscheiden darfst, darüber kannst du auch mit dem anderen entscheiden.`,
  waiting: (count) =>
    count === 1
      ? 'Ein Entwurf wartet auf deine Entscheidung: Sag „entwürfe“, um ihn hier zu sehen.'
      : `${count} Entwürfe warten auf deine Entscheidung: Sag „entwürfe“, um sie hier zu sehen.`,
  howApart: 'Sag „verknüpfung lösen“, um das zu beenden.',
};

export const linksCard: typeof en.linksCard = {
  title: 'Verknüpfte Konten',
  nothing: 'Keine Konten sind verknüpft, und niemand wartet darauf.',
  link: 'Verknüpfen',
  refuse: 'Ablehnen',
  remove: 'Lösen',
  how: 'Sag „kontoverknüpfungen“ in einer Direktnachricht zu mir, um zu entscheiden.',
  since: 'Verknüpft: ',
  by: (name) => `, von ${name}`,
  bothSay: 'Beide sagen, dass sie derselbe Mensch sind, seit ',
};
