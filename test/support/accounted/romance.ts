import {
  cron,
  daily,
  form,
  gmail,
  hours,
  http,
  iff,
  mail,
  minutes,
  type Pair,
  pair,
  pick,
  sheet,
  slack,
  split,
  step,
  teams,
  telegram,
  wait,
  webhook,
  weekly,
} from './flow.ts';

/** Requests in French with the workflows that do all of them. */
export const french: Pair[] = [
  pair(
    'Tous les lundis à 9h, envoie « Réunion à 10h » dans #equipe sur Slack',
    weekly([1], 9),
    slack('equipe', 'Réunion à 10h'),
  ),
  pair(
    'Toutes les 30 minutes, récupère les 5 premiers articles de https://blog.exemple.example/rss et publie-les dans #veille sauf le week-end',
    cron('*/30 * * * 1-5'),
    step('rssFeedRead', { url: 'https://blog.exemple.example/rss' }),
    step('limit', { maxItems: 5 }),
    slack('veille', '={{ $json.title }}'),
  ),
  pair(
    'Quand une nouvelle ligne arrive dans Airtable et que le montant dépasse 500 €, crée un ticket Jira dans le projet WEB, sinon envoie un e-mail à compta@exemple.example',
    step('airtableTrigger', {}),
    split(
      iff('={{ $json.montant }}', 'gt', 500),
      [step('jira', { project: pick('WEB', 'list'), summary: 'Montant' })],
      [mail('compta@exemple.example', 'Montant')],
    ),
  ),
  pair(
    'Tous les jours ouvrés à 8h30 envoie « Bonjour » à @marie sur Slack',
    weekly([1, 2, 3, 4, 5], 8, 30),
    step('slack', { select: 'user', user: pick('@marie'), text: 'Bonjour' }),
  ),
  pair(
    'Un formulaire de contact qui ajoute une ligne dans Google Sheets et prévient #ventes',
    form('Contact', 'Nom'),
    sheet(),
    slack('ventes', 'Nouveau contact'),
  ),
  pair(
    'Chaque jour à midi appelle https://api.exemple.example/stock et si la quantité est inférieure à 20 préviens achats@exemple.example',
    daily(12),
    http('https://api.exemple.example/stock'),
    split(iff('={{ $json.quantite }}', 'lt', 20), [mail('achats@exemple.example', 'Stock')]),
  ),
  pair(
    'Le premier lundi du mois à 10 heures, copie le dossier Contrats de Google Drive vers Dropbox',
    cron('0 10 1-7 * *'),
    iff('={{ $now.weekday }}', 'equals', 1),
    step('googleDrive', { folderId: pick('Contrats', 'list') }),
    step('dropbox', { operation: 'copy' }),
  ),
  pair(
    'Quand un paiement PayPal arrive, attends 2 heures puis envoie un message Telegram « Merci pour votre achat »',
    step('payPalTrigger', {}),
    wait(2, 'hours'),
    telegram('1', 'Merci pour votre achat'),
  ),
  pair(
    'Résume mes Gmail non lus avec ChatGPT tous les soirs à 18h15 et publie dans Teams',
    daily(18, 15),
    step('gmail', { operation: 'getAll', filters: { readStatus: 'unread' } }),
    step('openAi', {}),
    teams('={{ $json.text }}'),
  ),
  pair(
    'Chaque vendredi à 16h envoie les 10 derniers tickets Zendesk à chef@exemple.example',
    weekly([5], 16),
    step('zendesk', { operation: 'getAll', limit: 10 }),
    mail('chef@exemple.example', 'Tickets'),
  ),
  pair(
    'Dès que Webhook reçoit une commande, enregistre-la dans la table commandes de Postgres et réponds à l’appelant',
    webhook('commande'),
    step('postgres', { operation: 'insert', table: pick('commandes') }),
    step('respondToWebhook', {}),
  ),
];

/** Requests in Spanish with the workflows that do all of them. */
export const spanish: Pair[] = [
  pair('Cada mañana a las 8 publica «Buenos días» en #general', daily(8), slack('general', 'Buenos días')),
  pair(
    'El primer lunes de cada mes a las 9 de la mañana envía el informe a jefe@empresa.example por correo',
    cron('0 9 1-7 * *'),
    iff('={{ $now.weekday }}', 'equals', 1),
    gmail('jefe@empresa.example', 'Informe'),
  ),
  pair(
    'Cada 2 horas consulta https://api.empresa.example/precio y si el precio es mayor que 100 avisa en #ventas, de lo contrario guarda en Google Sheets',
    hours(2),
    http('https://api.empresa.example/precio'),
    split(iff('={{ $json.precio }}', 'gt', 100), [slack('ventas', 'Precio')], [sheet()]),
  ),
  pair(
    'Todos los viernes a las 17:30 publica «Buen fin de semana» en #general',
    weekly([5], 17, 30),
    slack('general', 'Buen fin de semana'),
  ),
  pair(
    'De lunes a viernes a las 14:15 manda los 5 primeros correos de Outlook a Telegram',
    weekly([1, 2, 3, 4, 5], 14, 15),
    step('microsoftOutlook', { operation: 'getAll', limit: 5 }),
    telegram('1', '={{ $json.subject }}'),
  ),
  pair(
    'Cuando llegue un formulario, espera 3 días y luego crea una tarea en Asana en el proyecto Clientes',
    form('Contacto', 'Nombre'),
    wait(3, 'days'),
    step('asana', { name: 'Llamar', otherProperties: { projects: ['Clientes'] } }),
  ),
  pair(
    'Todos los días excepto domingos a las 7:45 envía el tiempo de https://api.tiempo.example a #obra',
    weekly([1, 2, 3, 4, 5, 6], 7, 45),
    http('https://api.tiempo.example'),
    slack('obra', '={{ $json.tiempo }}'),
  ),
  pair(
    'Cuando se cree una factura en QuickBooks de más de 2.000 euros, avisa a @carlos en Slack',
    step('quickbooks', {}, 'QuickBooks'),
    split(iff('={{ $json.total }}', 'gt', 2000), [
      step('slack', { select: 'user', user: pick('@carlos'), text: 'Factura' }),
    ]),
  ),
  pair(
    'Cada 10 minutos revisa https://web.empresa.example y si falla manda un mensaje a Discord',
    minutes(10),
    http('https://web.empresa.example'),
    split(iff('={{ $json.statusCode }}', 'notEquals', 200), [step('discord', { content: 'Caída' })]),
  ),
  pair(
    'El día 1 de cada mes a las 6:00 copia la tabla ventas de MySQL a Snowflake',
    cron('0 6 1 * *'),
    step('mySql', { table: pick('ventas') }),
    step('snowflake', { operation: 'insert', table: 'ventas' }),
  ),
];
