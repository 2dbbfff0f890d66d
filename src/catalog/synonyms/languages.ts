import type { Synonym } from './synonym.ts';

const mail = 'emailSend gmail microsoftOutlook';
const mailArrives = 'gmailTrigger emailReadImap microsoftOutlookTrigger';

/** The commonest requests in German, Spanish and French; written without accents, as the words are compared. */
export const otherLanguages: readonly Synonym[] = [
  [
    `jeden tag|jeden morgen|jede woche|jeden monat|jede stunde|jeden montag|jeden dienstag|jeden mittwoch|
    jeden donnerstag|jeden freitag|taglich|wochentlich|monatlich|stundlich|werktags|werktag|jede nacht|
    jeden abend|zeitplan|regelmassig|um 9 uhr|um 8 uhr|uhr|alle 5 minuten|alle 10 minuten|alle minuten|cada dia|
    cada manana|todos los dias|todas las mananas|cada hora|cada semana|cada lunes|cada mes|diariamente|
    semanalmente|a las 9|a las 8|a las|todos los lunes|los lunes|cada noche|chaque jour|chaque matin|
    tous les jours|tous les matins|chaque semaine|chaque lundi|chaque mois|toutes les heures|tous les lundis|
    chaque heure|quotidien|hebdomadaire`,
    'scheduleTrigger',
  ],
  [
    `neue email|email eingeht|email ankommt|email kommt|mail kommt|neue mail|email erhalten|posteingang|
    nuevo correo|nuevo email|llega correo|llega un correo|correo nuevo|reciba correo|recibo un correo|
    llega un email|nouvel email|nouveau mail|email arrive|mail arrive|recois un email|recois un mail|
    boite de reception`,
    mailArrives,
    'trigger',
  ],
  [
    `email|mail|email senden|mail schicken|per mail|correo|enviar correo|por correo|correo electronico|courriel|
    envoyer un email|envoyer un mail|par mail`,
    mail,
    'action',
  ],
  [
    `formular|formular ausgefullt|formular abgeschickt|formular abgesendet|formulario|envia formulario|
    rellena formulario|formulaire|remplit formulaire|formulaire est envoye`,
    'formTrigger',
  ],
  [
    `tabelle|zeile anfugen|zeile|tabellenblatt|hoja de calculo|hoja|fila|anadir fila|feuille de calcul|tableur|
    ligne|ajouter une ligne`,
    'googleSheets microsoftExcel',
    'action',
  ],
  [
    'datentabelle|datentabellen|tabla de datos|tablas de datos|table de donnees|tables de donnees',
    'dataTable',
    'action',
  ],
  ['neue zeile|nueva fila|nouvelle ligne', 'googleSheetsTrigger', 'trigger'],
  ['datenbank|base de datos|base de donnees|datenbankabfrage', 'postgres mySql'],
  [
    'zusammenfassen|zusammenfassung|fasse zusammen|resumir|resumen|resume el|resumer|resume',
    'chainSummarization openAi agent',
  ],
  [
    'ubersetzen|ubersetze|ubersetzung|traducir|traduce|traduccion|traduire|traduis|traduction',
    'deepL googleTranslate openAi',
  ],
  ['warten|warte|minuten warten|esperar|espera|attendre|attends', 'wait'],
  ['wetter|wetterbericht|wettervorhersage|clima|tiempo hace|pronostico|meteo', 'openWeatherMap httpRequest'],
  [
    'kalender|termin|termin eintragen|calendario|evento|calendrier|agenda|rendez vous|cita',
    'googleCalendar microsoftOutlook',
    'action',
  ],
  ['neuer termin|nuevo evento|nouvel evenement', 'googleCalendarTrigger', 'trigger'],
  ['rechnung|rechnung erstellen|factura|facture', 'quickbooks invoiceNinja xero', 'action'],
  ['aufgabe|aufgabe erstellen|aufgaben|tarea|crear tarea|tache|creer une tache', 'todoist asana googleTasks', 'action'],
  [
    `datei hochladen|datei speichern|anhang speichern|ablegen|subir archivo|guardar archivo|televerser|
    enregistrer un fichier|fichier`,
    'googleDrive dropbox',
    'action',
  ],
  ['neue datei|nuevo archivo|nouveau fichier', 'googleDriveTrigger', 'trigger'],
  [
    'neue bestellung|bestellung eingeht|nuevo pedido|nouvelle commande|bestellung',
    'shopifyTrigger wooCommerceTrigger',
    'trigger',
  ],
  ['neue zahlung|zahlung eingeht|nuevo pago|nouveau paiement|zahlung', 'stripeTrigger payPalTrigger', 'trigger'],
  ['bedingung|nur wenn|falls|condicion|solo si|seulement si', 'if filter'],
  ['duplikate|doppelte|duplicados|doublons', 'removeDuplicates'],
  ['schleife|einzeln|nacheinander|uno por uno|bucle|boucle|un par un', 'splitInBatches'],
  ['zusammenfuhren|combinar|fusionner', 'merge'],
  ['filtern|filtrar|filtrer', 'filter'],
  ['webseite auslesen|webseite|pagina web|page web|site web', 'httpRequest html'],
  ['schnittstelle|api aufrufen|llamar api|appeler une api|api abrufen', 'httpRequest'],
  ['fehler|fehlschlagt|workflow fehler|error en el flujo|falla|echoue|erreur', 'errorTrigger'],
  ['nachricht an team|team benachrichtigen|kanal|avisar al equipo|prevenir l equipe|canal', 'slack microsoftTeams'],
  ['kunstliche intelligenz|ki|ki agent|inteligencia artificial|ia|intelligence artificielle|agente', 'agent openAi'],
  ['klassifizieren|kategorisieren|clasificar|classer|classifier', 'textClassifier openAi'],
];
