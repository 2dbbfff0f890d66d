import type { Problems } from '../en/problems.ts';
import { nbsp, quoted } from './typography.ts';

export const problems: Problems = {
  internal: `Quelque chose s’est mal passé de notre côté. Rien n’a été créé. Réessayez dans une minute${nbsp}; si cela se reproduit, donnez la référence à votre opérateur Flowsmith.`,
  not_shown: `Ce que vous avez demandé est fait ou en cours, mais n’a pas pu être affiché. Dites «${nbsp}statut${nbsp}» pour voir où cela en est${nbsp}; si cela se reproduit, donnez la référence à votre opérateur Flowsmith.`,
  policy_denied: `La politique de ce Flowsmith ne le laisse pas entrer dans n8n${nbsp}; la carte dit pourquoi. Rien n’a été modifié. Demandez une modification du brouillon.`,
  value_gone:
    'Un élément choisi n’existe plus dans le service connecté. Rien n’a été modifié. Dites dans le brouillon quoi utiliser à la place.',
  planner_unreachable: 'Le modèle d’IA est injoignable, rien n’a donc été préparé. Réessayez dans une minute.',
  planner_unauthorized:
    'Le modèle d’IA a refusé notre clé, rien n’a donc été préparé. Votre opérateur Flowsmith doit vérifier OPENAI_API_KEY.',
  planner_stopped:
    'La préparation a été arrêtée avant la fin. Rien n’a été préparé. Renvoyez la demande pour continuer.',
  planner_rejected: `Le modèle d’IA n’a pas pu traiter cette demande, rien n’a donc été préparé. Essayez plus court ou avec d’autres mots${nbsp}; si cela n’aide pas, prévenez votre opérateur Flowsmith.`,
  planner_refused: `Le modèle d’IA a refusé de préparer cela, rien n’a donc été préparé. Décrivez l’automatisation elle-même${nbsp}: ce qui la déclenche, ce qu’elle fait et où va le résultat.`,
  planner_misconfigured:
    'Le modèle d’IA n’existe pas sous le nom configuré, rien n’a donc été préparé. Votre opérateur Flowsmith doit vérifier OPENAI_MODEL et OPENAI_BASE_URL.',
  planner_garbage:
    'Le modèle d’IA n’a pas donné de réponse utilisable, rien n’a donc été préparé. Réessayez, ou dites-le en phrases plus courtes.',
  n8n_unreachable: `n8n est injoignable, rien n’a été modifié. Réessayez dans une minute${nbsp}; si cela persiste, prévenez votre opérateur Flowsmith.`,
  n8n_timeout: `n8n n’a pas répondu à temps. Il n’est pas certain que ce soit fait${nbsp}: regardez dans n8n avant de réessayer.`,
  n8n_connection_lost: `La connexion à n8n s’est interrompue avant sa réponse. Il n’est pas certain que ce soit fait${nbsp}: regardez dans n8n avant de réessayer.`,
  n8n_certificate:
    'Le certificat de n8n n’est pas reconnu, rien n’a été modifié. Votre opérateur Flowsmith doit le renouveler ou définir NODE_EXTRA_CA_CERTS.',
  n8n_unauthorized:
    'n8n n’accepte pas la clé de Flowsmith, rien n’a été modifié. Votre opérateur Flowsmith doit en créer une nouvelle dans n8n et la mettre dans N8N_API_KEY.',
  n8n_proxy_refused:
    'Un proxy devant n8n refuse Flowsmith, n8n n’a pas été interrogé et rien n’a été modifié. Votre opérateur Flowsmith doit vérifier N8N_BASIC_AUTH_USER et N8N_BASIC_AUTH_PASSWORD, et qui le proxy laisse passer.',
  n8n_forbidden:
    'La clé de Flowsmith n’a pas ce droit dans n8n, rien n’a été modifié. Votre opérateur Flowsmith doit lui donner les droits nécessaires dans n8n.',
  n8n_licence: `Cela demande une fonction que la licence de votre n8n ne comprend pas${nbsp}; rien n’a été modifié. Demandez-le sans cette fonction.`,
  n8n_api_missing:
    'Ce n8n ne le propose pas dans son API publique, rien n’a été modifié. Votre opérateur Flowsmith doit mettre n8n à jour ou vérifier N8N_BASE_URL.',
  n8n_version_missing:
    'n8n n’a plus cette version du workflow, rien n’a été modifié. Regardez dans n8n, ou redemandez la modification.',
  n8n_workflow_missing:
    'n8n n’a pas ce workflow, ou Flowsmith ne peut pas le voir. Il y a probablement été supprimé ou déplacé. Demandez-en un nouveau, ou restaurez-le.',
  n8n_unavailable: `n8n n’est pas disponible pour l’instant, il redémarre peut-être. Réessayez dans quelques minutes${nbsp}; si cela persiste, prévenez votre opérateur Flowsmith.`,
  n8n_rate_limited: `n8n demande moins d’appels. Réessayez dans quelques minutes${nbsp}; si cela persiste, prévenez votre opérateur Flowsmith.`,
  n8n_calls_waiting:
    'Il y a plus à faire dans n8n en ce moment que ce qui est permis à la fois, rien n’a été modifié. Réessayez dans une minute.',
  n8n_failed: `Une erreur s’est produite dans n8n. Il n’est pas certain que ce soit fait${nbsp}: regardez dans n8n avant de réessayer.`,
  n8n_too_large: `Le workflow est plus grand que ce que n8n accepte${nbsp}; rien n’a été modifié. Demandez-le en parties plus petites qui s’appellent entre elles.`,
  n8n_review_open:
    'Une relecture de ce workflow est ouverte dans n8n et doit d’abord se terminer. Adressez-vous à la personne qui relit, puis activez-le.',
  n8n_webhook_conflict: `Un autre workflow activé, ou un autre nœud de celui-ci, utilise la même adresse de webhook${nbsp}; il n’a pas été activé. Demandez un autre chemin, ou désactivez l’autre workflow.`,
  n8n_still_unpublishing: 'n8n est encore en train d’arrêter le workflow. Réessayez dans quelques secondes.',
  n8n_published: 'n8n ne supprime pas un workflow activé, rien n’a été supprimé. Désactivez-le d’abord.',
  n8n_archived: `Il est dans les archives de n8n, rien n’a été modifié. Sortez-le de là, puis appuyez sur ${quoted('Réessayer')}.`,
  n8n_cannot_archive:
    'n8n ne l’a pas archivé, et il n’est pas supprimé définitivement sans l’annoncer. Rien n’a été modifié.',
  n8n_no_trigger: 'n8n ne l’active pas, car rien ne le déclenche. Ajoutez un déclencheur, puis activez-le à nouveau.',
  n8n_not_n8n:
    'Autre chose a répondu à la place de n8n, peut-être la page de connexion d’un proxy. Votre opérateur Flowsmith doit vérifier N8N_BASE_URL et ce qui se trouve devant n8n.',
  n8n_redirect: `L’adresse de n8n redirige, et Flowsmith n’y emporte pas sa clé${nbsp}; rien n’a été modifié. Votre opérateur Flowsmith doit mettre l’adresse finale dans N8N_BASE_URL.`,
  n8n_answer_unreadable: `n8n a répondu d’une façon que Flowsmith ne comprend pas. Il n’est pas certain que ce soit fait${nbsp}: regardez dans n8n et prévenez votre opérateur Flowsmith.`,
  n8n_answer_too_large: 'n8n a répondu plus que ce qui peut être lu en une fois. Prévenez votre opérateur Flowsmith.',
  n8n_publish_configuration: `n8n ne peut pas encore l’activer${nbsp}: il manque des identifiants ou une valeur à une étape. Complétez dans n8n ce qui y est signalé, puis activez-le à nouveau.`,
  secret_removed: `Un mot de passe ou une clé n’est plus dans n8n à sa place${nbsp}; la modification le perdrait et n’a pas été écrite. Rien n’a été modifié. Redemandez la modification.`,
  n8n_execution_missing: 'n8n n’a plus cette exécution. Rien n’a été modifié.',
  n8n_elsewhere: `Ce workflow est dans un autre n8n que celui avec lequel Flowsmith travaille maintenant${nbsp}; rien n’a été modifié. Votre opérateur Flowsmith peut le déplacer${nbsp}: flowsmith instance move.`,
  back_already: 'Il est déjà de nouveau dans n8n : rien n’a été créé deux fois.',
  back_under_way: 'Il est déjà en train d’être rétabli : rien n’a été créé deux fois. Réessayez dans une minute.',
  n8n_name:
    'n8n demande pour le workflow un nom de 1 à 128 caractères, rien n’a été modifié. Demandez-le avec un autre nom.',
  n8n_setting_unknown:
    'Ce n8n ne connaît pas l’un des réglages du workflow, rien n’a été modifié. Votre opérateur Flowsmith doit mettre n8n à jour ou indiquer sa vraie version dans N8N_VERSION.',
  n8n_node_group:
    'Un groupe de nœuds ne convient plus, rien n’a été modifié. Retirez ce groupe dans n8n, puis réessayez.',
  n8n_not_archived: 'Le workflow n’est pas archivé dans n8n. Il n’y a rien à reprendre.',
  n8n_cursor: 'n8n a perdu sa place dans la liste. Redemandez la liste.',
  n8n_tags_disabled: 'Les tags sont désactivés dans ce n8n, rien n’a été modifié. Demandez-le sans tags.',
  n8n_tag: `n8n n’a pas accepté le tag${nbsp}: il existe déjà, il est vide ou dépasse 24 caractères. Choisissez un autre nom pour le tag.`,
  n8n_content_type:
    'Quelque chose entre Flowsmith et n8n modifie ce qui est envoyé, rien n’a été modifié dans n8n. Votre opérateur Flowsmith doit vérifier le proxy placé devant n8n.',
  n8n_execution_succeeded: 'L’exécution a réussi, n8n ne la relance donc pas. Démarrez plutôt le workflow à nouveau.',
  n8n_execution_not_retryable:
    'L’exécution attend encore de démarrer, ou a été arrêtée avant sa première étape. Démarrez plutôt le workflow à nouveau.',
  n8n_execution_ended: 'L’exécution est déjà terminée. Il n’y a rien à arrêter.',
  n8n_retry_failed:
    'n8n n’a pas pu réessayer, sans doute parce que l’étape qui a échoué a depuis été renommée ou retirée. Démarrez plutôt le workflow à nouveau.',
  draft_overtaken:
    'Ce brouillon a été modifié ou a fait l’objet d’une décision entre-temps, rien n’a donc été modifié. Regardez sa carte la plus récente et redites-moi ce qui doit être différent.',
};
