import type { Problems } from '../en/problems.ts';

export const problems: Problems = {
  internal:
    'Algo ha fallado por nuestra parte. No se ha creado nada. Inténtalo de nuevo en un minuto; si sigue pasando, da la referencia a tu operador de Flowsmith.',
  not_shown:
    'Lo que pediste está hecho o en camino, pero no se pudo mostrar. Escribe «estado» para ver cómo va; si se repite, da la referencia a tu operador de Flowsmith.',
  policy_denied:
    'La política de este Flowsmith no lo deja entrar en n8n; la tarjeta dice por qué. No se ha cambiado nada. Pide un cambio del borrador.',
  value_gone:
    'Algo que se eligió ya no existe en el servicio conectado. No se ha cambiado nada. Di en el borrador qué usar en su lugar.',
  planner_unreachable:
    'No se puede acceder al modelo de IA, así que no se ha preparado nada. Inténtalo de nuevo en un minuto.',
  planner_unauthorized:
    'El modelo de IA rechazó nuestra clave, así que no se ha preparado nada. Tu operador de Flowsmith debe comprobar OPENAI_API_KEY.',
  planner_stopped:
    'La preparación se detuvo antes de terminar. No se ha preparado nada. Envía la petición otra vez para seguir.',
  planner_rejected:
    'El modelo de IA no pudo con esta petición, así que no se ha preparado nada. Prueba más corto o con otras palabras; si no ayuda, avisa a tu operador de Flowsmith.',
  planner_refused:
    'El modelo de IA se negó a preparar esto, así que no se ha preparado nada. Describe la automatización: qué la inicia, qué hace y adónde va el resultado.',
  planner_misconfigured:
    'El modelo de IA no existe con el nombre configurado, así que no se ha preparado nada. Tu operador de Flowsmith debe comprobar OPENAI_MODEL y OPENAI_BASE_URL.',
  planner_garbage:
    'El modelo de IA no dio una respuesta útil, así que no se ha preparado nada. Inténtalo de nuevo o con frases más cortas.',
  n8n_unreachable:
    'No se puede acceder a n8n, no se ha cambiado nada. Inténtalo de nuevo en un minuto; si sigue así, avisa a tu operador de Flowsmith.',
  n8n_timeout: 'n8n no respondió a tiempo. No es seguro que se haya hecho: mira en n8n antes de intentarlo otra vez.',
  n8n_connection_lost:
    'La conexión con n8n se cortó antes de su respuesta. No es seguro que se haya hecho: mira en n8n antes de intentarlo otra vez.',
  n8n_certificate:
    'El certificado de n8n no es de confianza, no se ha cambiado nada. Tu operador de Flowsmith debe renovarlo o definir NODE_EXTRA_CA_CERTS.',
  n8n_unauthorized:
    'n8n no acepta la clave de Flowsmith, no se ha cambiado nada. Tu operador de Flowsmith debe crear una nueva en n8n y ponerla en N8N_API_KEY.',
  n8n_proxy_refused:
    'Un proxy delante de n8n rechaza a Flowsmith, no se ha preguntado a n8n y no se ha cambiado nada. Tu operador de Flowsmith debe comprobar N8N_BASIC_AUTH_USER y N8N_BASIC_AUTH_PASSWORD, y a quién deja pasar el proxy.',
  n8n_forbidden:
    'La clave de Flowsmith no tiene permiso para esto en n8n, no se ha cambiado nada. Tu operador de Flowsmith debe darle los permisos necesarios en n8n.',
  n8n_licence:
    'Esto necesita una función que la licencia de tu n8n no incluye; no se ha cambiado nada. Pídelo sin esa función.',
  n8n_api_missing:
    'Este n8n no lo ofrece en su API pública, no se ha cambiado nada. Tu operador de Flowsmith debe actualizar n8n o comprobar N8N_BASE_URL.',
  n8n_version_missing:
    'n8n ya no tiene esa versión del workflow, no se ha cambiado nada. Míralo en n8n o pide el cambio otra vez.',
  n8n_workflow_missing:
    'n8n no tiene ese workflow, o Flowsmith no puede verlo. Probablemente se eliminó o se movió allí. Pide uno nuevo o restáuralo.',
  n8n_unavailable:
    'n8n no está disponible ahora, quizá se está reiniciando. Inténtalo de nuevo en unos minutos; si sigue así, avisa a tu operador de Flowsmith.',
  n8n_rate_limited:
    'n8n pide menos llamadas. Inténtalo de nuevo en unos minutos; si sigue así, avisa a tu operador de Flowsmith.',
  n8n_calls_waiting:
    'Ahora hay más que hacer en n8n de lo que se permite a la vez; no se ha cambiado nada. Vuelve a intentarlo dentro de un minuto.',
  n8n_failed: 'Hubo un error en n8n. No es seguro que se haya hecho: mira en n8n antes de intentarlo otra vez.',
  n8n_too_large:
    'El workflow es más grande de lo que n8n acepta; no se ha cambiado nada. Pídelo en partes más pequeñas que se llamen entre sí.',
  n8n_review_open:
    'Hay una revisión de este workflow abierta en n8n y debe terminar primero. Habla con quien lo revisa y publícalo después.',
  n8n_webhook_conflict:
    'Otro workflow encendido, u otro nodo de este, usa la misma dirección de webhook; no se ha encendido. Pide otra ruta o apaga el otro.',
  n8n_still_unpublishing: 'n8n todavía está deteniendo el workflow. Inténtalo de nuevo en unos segundos.',
  n8n_published: 'n8n no elimina un workflow encendido, no se ha eliminado nada. Apágalo primero.',
  n8n_archived: 'Está en el archivo de n8n, no se ha cambiado nada. Sácalo de allí y pulsa después «Reintentar».',
  n8n_cannot_archive: 'n8n no lo archivó, y no se elimina definitivamente sin decirlo antes. No se ha cambiado nada.',
  n8n_no_trigger: 'n8n no lo enciende porque nada lo inicia. Añade un disparador y enciéndelo de nuevo.',
  n8n_not_n8n:
    'Respondió otra cosa en lugar de n8n, quizá la página de acceso de un proxy. Tu operador de Flowsmith debe comprobar N8N_BASE_URL y lo que hay delante de n8n.',
  n8n_redirect:
    'La dirección de n8n redirige, y Flowsmith no lleva su clave allí; no se ha cambiado nada. Tu operador de Flowsmith debe poner la dirección final en N8N_BASE_URL.',
  n8n_answer_unreadable:
    'n8n respondió de una forma que Flowsmith no entiende. No es seguro que se haya hecho: mira en n8n y avisa a tu operador de Flowsmith.',
  n8n_answer_too_large: 'n8n respondió más de lo que se puede leer de una vez. Avisa a tu operador de Flowsmith.',
  n8n_publish_configuration:
    'n8n todavía no puede encenderlo: a un paso le falta una credencial o un valor. Completa en n8n lo que allí se señala y enciéndelo de nuevo.',
  secret_removed:
    'Una contraseña o clave ya no está en n8n en su sitio; el cambio la perdería y no se ha escrito. No se ha cambiado nada. Pide el cambio otra vez.',
  n8n_execution_missing: 'n8n ya no tiene esa ejecución. No se ha cambiado nada.',
  n8n_elsewhere:
    'Este workflow está en otro n8n que aquel con el que Flowsmith trabaja ahora; no se cambió nada. Tu operador de Flowsmith puede trasladarlo: flowsmith instance move.',
  back_already: 'Ya está otra vez en n8n: nada se creó dos veces.',
  back_under_way: 'Ya se está recuperando: nada se creó dos veces. Inténtalo de nuevo en un minuto.',
  n8n_name:
    'n8n pide para el workflow un nombre de 1 a 128 caracteres, no se ha cambiado nada. Pídelo con otro nombre.',
  n8n_setting_unknown:
    'Este n8n no conoce uno de los ajustes del workflow, no se ha cambiado nada. Tu operador de Flowsmith debe actualizar n8n o poner en N8N_VERSION su versión real.',
  n8n_node_group:
    'Un grupo de nodos ya no encaja, no se ha cambiado nada. Quita ese grupo en n8n e inténtalo de nuevo.',
  n8n_not_archived: 'El workflow no está archivado en n8n. No hay nada que recuperar.',
  n8n_cursor: 'n8n perdió el sitio en su lista. Pide la lista otra vez.',
  n8n_tags_disabled: 'Las etiquetas están desactivadas en este n8n, no se ha cambiado nada. Pídelo sin etiquetas.',
  n8n_tag:
    'n8n no aceptó la etiqueta: ya existe, está vacía o pasa de 24 caracteres. Elige otro nombre para la etiqueta.',
  n8n_content_type:
    'Algo entre Flowsmith y n8n altera lo que se envía; no se ha cambiado nada. Tu operador de Flowsmith debe comprobar el proxy que hay delante de n8n.',
  n8n_execution_succeeded:
    'La ejecución terminó bien, así que n8n no la repite. Inicia el workflow de nuevo en su lugar.',
  n8n_execution_not_retryable:
    'La ejecución todavía espera para empezar, o se detuvo antes de su primer paso. Inicia el workflow de nuevo en su lugar.',
  n8n_execution_ended: 'La ejecución ya ha terminado. No hay nada que detener.',
  n8n_retry_failed:
    'n8n no pudo repetirla, probablemente porque el paso que falló se ha renombrado o quitado desde entonces. Inicia el workflow de nuevo en su lugar.',
  draft_overtaken:
    'Este borrador se cambió o se decidió sobre él entretanto, así que no se ha cambiado nada. Mira su tarjeta más reciente y dime otra vez qué debe ser diferente.',
};
