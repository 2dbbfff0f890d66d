import type { Language } from './language.ts';

/**
 * Words that tell a language among those that people here write in, in lower case and without accents on capitals. A word
 * of several languages stands in each: it then tells nothing between them. Names of apps and commands stand in none.
 */
export const spokenWords: Record<Language, string> = {
  en: `the an and or of to in on at is are was were be it this that these those my your our their me us you we they he she
    with from for by as if then when whenever every each daily weekly monthly hourly nightly day days week weeks month
    hour hours minute minutes year years morning evening night noon tomorrow today yesterday weekday weekdays weekends
    monday tuesday wednesday thursday friday saturday sunday mondays fridays once twice after before until again only
    instead rather except please thanks thank what which who why how where does did do can could should would will has
    have had not no new old older newest open make create add send post reply remind tell ask call check watch get fetch
    save store copy move sync back up turn stop start keep put write read update notify summarize summarise forward
    archive looks good change use move later earlier than all any some one two somebody someone somehow team people
    customer customers order orders invoice invoices payment payments lead leads row rows sheet sheets message messages
    mail mails email emails reminder spam weather news page pages`,
  de: `der die das den dem des ein eine einen einem einer eines und oder aber nicht kein keine keinen ist sind war wird
    werden wurde hat haben ich du er wir ihr mir mich dir uns euch mein meine meinen meiner dein unser unsere unseren zu
    zum zur im ins in an am auf aus bei beim mit nach von vom vor fur für über uber um bis statt lieber ohne gegen wenn
    falls sobald sofern dann danach vorher immer jeden jede jedes jeder alle allen täglich taglich wöchentlich
    wochentlich wöchentlicher monatlich stündlich stundlich werktags wochentags uhr tag tage tagen woche wochen monat
    morgen morgens abend abends mittags nachts heute gestern montag montags dienstag dienstags mittwoch mittwochs
    donnerstag donnerstags freitag freitags samstag samstags sonntag sonntags nur noch auch mal bitte danke doch einmal
    zweimal neu neue neuen neuer neues offen offene offenen poste sende senden schick schicke schicken erstelle
    erstellen mach mache hole holen lege anlegen füge fuge hinzu eintragen trage schreibe schreib erinnere sag sage frag
    frage prüfe pruefe speichere kopiere verschiebe lösche archivieren benachrichtige informiere fasse zusammen
    nachricht nachrichten nenn nenne ändere aendere stelle schalte wer was wie wo warum welche welcher welches wann kann
    darf soll läuft passt gut genau rechnung rechnungen kunde kunden bestellung zeile zeilen tabelle bericht formular
    anfrage termin eintrag dazukommt ausfüllt älter aelter jahr wetter als sind es sich so ganze`,
  fr: `le la les l' à un une des du de d' et ou ne pas plus est sont sera ont je j' tu il elle nous vous ils elles me m' moi
    te toi se s' mon ma mes ton ta notre nos votre vos leur ce c' cet cette ces ça ca qui que qu' quoi quand lorsque lorsqu'
    dès si alors puis ensuite avec sans pour par sur sous dans en au aux vers chez chaque tous toutes tout toute jour
    jours semaine semaines mois an année heure heures matin matins soir nuit nuits midi demain hier aujourd' hui lundi
    lundis mardi mercredi jeudi vendredi samedi dimanche seulement uniquement plutôt plutot lieu sauf fois nouveau
    nouvelle nouveaux nouvelles ouvert ouverts envoie envoyer envoi poste publie publier crée cree créer creer 
    ajoute ajouter rappelle préviens previens prévenir demande vérifie verifie surveille récupère recupere enregistre
    sauvegarde copie déplace supprime archive mets fais dis appelle change désactive active résume résumé hebdomadaire
    quotidien mensuel merci oui bonjour salut pourquoi où peut doit facture factures client clients commande
    ligne lignes feuille rapport formulaire équipe message météo meteo mail suffit rempli lui n' leur`,
  es: `el la los las lo un una unos unas y o u de del al en con sin por para que si no es son está esta están será ha han
    he yo tú tu él ella nosotros me mi mis te se su sus nos nuestro nuestra nuestros este esto eso esa qué que quién
    quien cuál cómo dónde cuándo cuando entonces luego después despues antes hasta desde cada todo todos toda todas día
    dia días dias semana semanas mes meses año ano hora horas mañana manana tarde noche noches mediodía hoy ayer lunes
    martes miércoles miercoles jueves viernes sábado sabado domingo entre solo sólo solamente mejor vez veces salvo
    excepto nuevo nueva nuevos nuevas abierto abiertas envía envia envíame enviame enviar publica publicar crea crear
    créalo crealo añade anade añadir añada agrega recuerda recuérdame recuerdame avisa avísame avisame pide pregunta
    comprueba revisa vigila obtén guarda copia mueve borra archiva archivar pon haz di llama llámalo llamalo cambia
    desactiva activa resume resumen semanal diario mensual gracias sí hola favor puede debe factura facturas cliente
    clientes pedido pedidos fila filas hoja informe formulario equipo mensaje correo correos tiempo llegue cae basta
    fallado aprobar bien hace más menos`,
};

/** Of other languages: words that would be taken for one of ours. What is written in them is answered by the locale. */
export const foreignWords: readonly string[] = [
  // Italian
  `il lo gli un una uno e di del della dei delle al alla alle nel nella con per su da che se non è sono invia inviami
    ogni giorno giorni settimana ora ore messaggio quando nuova nuovo crea aggiungi lunedì martedì mattina solo tutti
    tutte mi mio`,
  // Portuguese
  `o os as um uma e de do da dos das em no na nos nas com por para que se não é são envie envia enviar mensagem todos
    todas os dias dia semana hora às quando novo nova crie adicione segunda-feira manhã cada só meu minha`,
  // Dutch
  `de het een en of van naar in op om met voor bij als niet is zijn stuur elke dag dagen week uur bericht wanneer nieuwe
    maak voeg toe maandag ochtend alleen alle mijn me zodra`,
];
