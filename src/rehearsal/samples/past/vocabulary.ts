/**
 * Words of states, kinds and labels that are nobody's name, in small letters without accents; en, de, fr, es. What is also
 * a name ("Gold", "Green", "May") is not among them.
 */
const plain = new Set(
  `a an and as at by for from in is no not of off on or out per the to up via with yes
  und oder der die das des dem den ein eine fur im ist mit nicht noch von vom zu zum zur ja nein ohne
  et ou le les un une du pour avec sans est pas non oui y o el los las una con sin para por si en es
  abandoned accepted action active activated added all any approved archived assigned available basic billed blocked
  booked bug business canceled cancelled cash changed charge checkout closed comment completed complete confirmed contact
  contacted contacts content created creating credit critical current customer customers date default deferred deleted
  delivered delivery demo denied design disabled discarded done draft due duplicate edited email emails enabled ended
  error errors event events expired failed failure feature feedback filed final finance finished fixed follow free
  fulfilled full general group hidden high hold home hot human id immediate import important inactive info information
  inbound incoming internal external invalid invitation invoice invoices issue issues item items job label labels large
  lead leads level line link list live local locked login logout lost low mail main major manual marketing medium
  meeting member members merged message messages method middle minor missing mobile mode monthly move moved multiple
  name names needs negotiation new next none normal note notes notification number office offer online open opened
  opportunity order orders other outbound outgoing overdue page paid partial partially past payment payments pending
  phone pipeline plan planned post posted premium previous priority private pro processed processing product products
  progress project proposal public published pull purchase push qualified qualification queue queued quote received
  record refund refunded registered rejected released removed reopened replied reply report request requested required
  resolved resource resources response restored resumed returned review reviewed running sale sales scheduled score
  section sent service session shipped shipping short sign signed small solved spam staging standard started state
  status step stopped subject submitted subscribed subscription success successful succeeded support task tasks team
  test testing text ticket tickets time title todo total trial triggered type unassigned unknown unpaid unpublished
  unqualified unread unresolved unsubscribed updated upload uploaded upcoming urgent user users valid value verified
  version view void waiting wait warm warning weekly won work wontfix working yearly annual daily

  red blue yellow orange pink purple rot blau gelb rosa rouge bleu jaune vert rojo azul amarillo verde

  abgebrochen abgelehnt abgeschlossen aktiv angebot angelegt angenommen anfrage antwort archiviert aufgabe auftrag
  ausstehend bearbeitet bearbeitung benutzer bereit bestatigt bestellung bezahlt dringend eingang entwurf erledigt
  erstellt fallig fehler fehlgeschlagen fertig gekundigt geliefert geloscht genehmigt geplant geprufter geschlossen
  gesendet gesperrt gewonnen hoch inaktiv kunde kunden laufend lieferung mittel nachricht neu neue neuer niedrig normal
  offen privat prufung rechnung storniert termin teilweise uberfallig unbekannt unbezahlt verloren verschickt versendet
  vertrieb warten wartet wichtig zahlung zuruckgestellt
  datum nummer adresse betreff betrag menge anzahl bemerkung kommentar

  abonne accepte actif active annule approuve archive attente bas brouillon bloque client clients commande cours cree
  demande echec elevee en envoye envoyee erreur expedie ferme fermee facture gagne haute inactif livre moyen moyenne
  nouveau nouvelle ouvert ouverte paye payee perdu planifie prevu publie refuse rejete rembourse resolu retard supprime
  termine terminee traite urgence valide creation numero montant quantite objet

  abierto abierta aceptado activo alta aprobado archivado baja bloqueado borrador cancelado cerrado cerrada cliente
  clientes completado confirmado creado curso devuelto enviado enviada error espera fallido factura ganado hecho inactivo
  listo media medio nuevo nueva pagado pagada pedido pendiente perdido proceso publicado rechazado recibido resuelto
  retrasado solicitud terminado urgente vencido fecha asunto importe cantidad estado`.split(/\s+/),
);

/** Whether this word, however it is written, is one of states, kinds and labels. */
export const isPlainWord = (word: string): boolean =>
  plain.has(word.normalize('NFD').replace(/\p{M}/gu, '').replace(/ß/g, 'ss').toLowerCase());

/** "closed_won", "ClosedWon" and "Closed won" are two words each. */
export const partsOf = (text: string): string[] =>
  text.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];

/**
 * Whether a short text about a thing names nobody: all of its words are known, or it is one in small letters or an
 * abbreviation, as of a currency. In doubt it may name somebody.
 * @param known tells of a word
 * @param strict whether it is somebody's thing: then all is to be known
 */
export function namesNobody(text: string, known: (word: string) => boolean, strict: boolean): boolean {
  if (/^#[\da-f]{3,8}$/i.test(text) || mediaType.test(text)) return true;
  const parts = partsOf(text);
  const isFine = (word: string): boolean =>
    known(word) || (!strict && (/^\p{Lu}{1,3}$/u.test(word) || /^\p{Ll}{1,2}$/u.test(word)));
  // Letters without small and capital ones say nothing about that.
  const alone = !strict && parts.length === 1 && /^\p{Ll}+$/u.test(parts[0]?.normalize('NFC') ?? '');
  return alone || parts.every(isFine);
}

const mediaType = /^(?:application|audio|font|image|message|model|multipart|text|video)\/(?:[a-z\d]+|vnd\.[a-z\d.-]+)$/;

const capital = "\\p{Lu}[\\p{L}\\p{M}'’]*(?:-\\p{L}[\\p{L}\\p{M}'’]*)*";
const particle = '(?:von|van|vom|zu|de|du|la|le|der|den|del|della|di|da|dos|el|al|bin|ben|y)';
const names = new RegExp(`${capital}(?:[,;.]?[ \\t_-]*(?:${particle} ){0,3}${capital})+|${capital}`, 'gu');

/**
 * The parts of a text that look like somebody's name: two or more words with a capital next to each other, without those
 * that are known.
 */
export function namesIn(text: string, known: (word: string) => boolean): string[] {
  return (text.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').match(names) ?? []).flatMap((run) => {
    const words = run.split(/[,;.\s_]+/).filter((word) => word !== '');
    if (words.length < 2) return [];
    const found: string[][] = [[]];
    for (const word of words)
      if (partsOf(word).every(known)) found.push([]);
      else found.at(-1)?.push(word);
    return found.filter((each) => each.some((word) => /^\p{Lu}/u.test(word))).map((each) => each.join(' '));
  });
}
