const list = (words: string): Set<string> => new Set(words.split('|').map((one) => one.trim().replace(/\s+/g, ' ')));

/** Words that agree with what was shown, alone or one after the other; in the four languages, and what stands for them. */
export const agreeing = list(
  `👍|✅|👌|💯|🚀|✔|✔️|+1|:+1:|:thumbsup:|:white_check_mark:|:ok_hand:|ok|okay|okey|k|lgtm|
  y|yes|yes please|yep|yeah|yup|sure|of course|fine|good|great|perfect|nice|cool|awesome|excellent|correct|exactly|right|
  that's right|thats right|that's it|looks good|looks great|looks fine|looks right|looks good to me|looks ok|
  looks perfect|that looks good|it looks good|this looks good|sounds good|all good|i like it|go|go ahead|go for it|
  do it|do that|please do|proceed|let's go|lets go|let's do it|lets do it|ship it|create|create it|create that|
  create this|create the workflow|publish it|make it|make it so|build it|save it|accept|
  accepted|approve|approve it|approve this|approved|i approve|confirm|confirmed|
  ja|ja bitte|jep|jo|klar|gern|gerne|gut|sehr gut|super|prima|perfekt|passt|passt so|passt gut|das passt|stimmt|
  stimmt so|genau|genau so|richtig|in ordnung|einverstanden|sieht gut aus|das sieht gut aus|gefällt mir|mach das|
  mach es|mach's|machs|mach mal|so machen|leg es an|leg's an|lege es an|leg an|anlegen|bitte anlegen|erstelle es|
  erstell es|erstell's|erstelle ihn|erstellen|bitte erstellen|freigeben|gib es frei|freigegeben|genehmigt|genehmigen|
  bestätigt|bestätigen|bestätige|los|los geht's|abgemacht|
  oui|ouais|d'accord|parfait|très bien|tres bien|bien|c'est bon|c'est bien|c'est parfait|ça marche|ca marche|ça me va|
  ca me va|ça a l'air bien|ça me convient|vas-y|vas y|allez-y|allez y|allons-y|crée-le|crée le|cree-le|créez-le|
  créez le|crée-la|crée|créer|fais-le|fais le|faites-le|approuve|approuve-le|approuver|approuvé|je valide|valide|
  validé|valider|confirmé|je confirme|entendu|exact|exactement|tout est bon|
  sí|si|vale|de acuerdo|perfecto|genial|muy bien|está bien|esta bien|se ve bien|queda bien|me gusta|correcto|exacto|
  claro|claro que sí|adelante|hazlo|créalo|crealo|créala|crea|crear|apruébalo|apruebalo|aprobar|aprobado|apruebo|
  confirmo|confirmado|dale|venga|por supuesto|todo bien`,
);

/** Words that disagree, without saying what should be different. */
export const disagreeing = list(
  `👎|❌|:-1:|:thumbsdown:|no|nope|nah|no thanks|not good|not like that|not like this|wrong|that's wrong|thats wrong|
  nein|nein danke|nö|ne|falsch|so nicht|das ist falsch|passt nicht|
  non|non merci|pas comme ça|c'est faux|pas bon|ce n'est pas bon|
  así no|asi no|no gracias|está mal|esta mal|mal`,
);

/** Words that only thank. */
export const thanking = list(
  `🙏|❤️|❤|:pray:|:heart:|thanks|thank you|thank u|thx|ty|cheers|many thanks|thanks a lot|thank you so much|
  thank you very much|great thanks|much appreciated|cool thanks|ok thanks|perfect thanks|super danke|ok danke|ok merci|ok gracias|vale gracias|danke|danke schön|danke dir|vielen dank|besten dank|dankeschön|
  merci|merci beaucoup|merci bien|un grand merci|gracias|muchas gracias|mil gracias|te lo agradezco`,
);

/** Words that only greet, or ask who is there. */
export const greeting = list(
  `hi|hi there|hello|hello there|hey|hey there|good morning|good afternoon|good evening|who are you|what are you|
  are you a bot|are you human|are you an ai|what is this|what's this|
  hallo|hallo zusammen|guten morgen|guten tag|guten abend|moin|servus|grüß gott|wer bist du|was bist du|
  bist du ein bot|bist du ein mensch|was ist das|
  bonjour|bonsoir|salut|coucou|qui es-tu|qui es tu|tu es qui|qui êtes-vous|es-tu un robot|c'est quoi|qu'est-ce que c'est|
  hola|buenos días|buenas tardes|buenas noches|buenas|quién eres|qué eres|eres un bot|qué es esto`,
);

/** Words that ask for help, or what there is. */
export const helping = list(
  `help me|help me please|can you help me|can you help|could you help me|i need help|i need some help|how does this work|
  how does it work|how do you work|how do i use this|how do i start|what do you do|what can i do|what can you do for me|
  templates|template|list templates|show templates|show me templates|examples|show me examples|commands|
  hilf mir|kannst du mir helfen|kannst du helfen|ich brauche hilfe|wie funktioniert das|wie funktionierst du|
  was machst du|was kannst du für mich tun|was kannst du alles|vorlagen|beispiele|befehle|
  aide-moi|aidez-moi|peux-tu m'aider|tu peux m'aider|j'ai besoin d'aide|comment ça marche|que fais-tu|modèles|exemples|
  commandes|
  ayúdame|puedes ayudarme|necesito ayuda|cómo funciona|cómo funciona esto|qué haces|plantillas|ejemplos|comandos`,
);

/** Words about nothing that can be done. */
export const chatting = list(
  `how are you|how are you doing|how is it going|how's it going|what's up|bye|goodbye|good bye|see you|good night|
  good day|have a nice day|lol|haha|hehe|test|testing|sorry|oops|wow|
  wie geht's|wie geht es dir|wie gehts|alles klar|tschüss|tschüs|auf wiedersehen|bis bald|gute nacht|schönen tag|
  entschuldigung|
  ça va|ca va|comment ça va|comment vas-tu|au revoir|à bientôt|bonne nuit|bonne journée|mdr|désolé|pardon|
  cómo estás|qué tal|adiós|hasta luego|hasta pronto|buen día|jaja|perdón|lo siento|prueba`,
);

/** Said beside the others for the sake of politeness. */
export const polite = list("please|bitte|s'il te plaît|s'il vous plaît|stp|svp|por favor|porfa|flowsmith|bot");
