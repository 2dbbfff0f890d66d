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
  thank you very much|great thanks|much appreciated|danke|danke schön|danke dir|vielen dank|besten dank|dankeschön|
  merci|merci beaucoup|merci bien|un grand merci|gracias|muchas gracias|mil gracias|te lo agradezco`,
);

/** Said beside the others for the sake of politeness. */
export const polite = list("please|bitte|s'il te plaît|s'il vous plaît|stp|svp|por favor|porfa|flowsmith|bot");
