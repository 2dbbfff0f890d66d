import type { Problems } from '../en/problems.ts';

export const problems: Problems = {
  internal:
    'Bei uns ist etwas schiefgegangen. Nichts wurde angelegt. Versuch es in einer Minute noch einmal; wenn es wieder passiert, gib deinem Flowsmith-Betreiber die Referenz.',
  not_shown:
    'Was du veranlasst hast, ist erledigt oder unterwegs, konnte aber nicht angezeigt werden. Sag „Status“, dann siehst du, wie es steht; wenn es wieder passiert, gib deinem Flowsmith-Betreiber die Referenz.',
  policy_denied:
    'Die Richtlinie dieses Flowsmith lässt ihn nicht nach n8n; weswegen, steht auf der Karte. Nichts wurde geändert. Lass den Entwurf ändern.',
  value_gone:
    'Etwas, das ausgewählt wurde, gibt es im verbundenen Dienst nicht mehr. Nichts wurde geändert. Sag im Entwurf, was stattdessen verwendet werden soll.',
  planner_unreachable:
    'Das KI-Modell ist nicht erreichbar, es wurde nichts entworfen. Versuch es in einer Minute noch einmal.',
  planner_unauthorized:
    'Das KI-Modell hat unseren Schlüssel abgelehnt, es wurde nichts entworfen. Dein Flowsmith-Betreiber muss OPENAI_API_KEY prüfen.',
  planner_stopped:
    'Das Planen wurde vorzeitig angehalten. Es wurde nichts entworfen. Schick die Anfrage noch einmal, um weiterzumachen.',
  planner_rejected:
    'Das KI-Modell konnte mit dieser Anfrage nichts anfangen, es wurde nichts entworfen. Versuch es kürzer oder mit anderen Worten; hilft das nicht, sag deinem Flowsmith-Betreiber Bescheid.',
  planner_refused:
    'Das KI-Modell hat es abgelehnt, das zu planen, es wurde nichts entworfen. Beschreib den Ablauf selbst: was ihn startet, was er tut und wohin das Ergebnis geht.',
  planner_misconfigured:
    'Das KI-Modell gibt es unter seinem eingestellten Namen nicht, es wurde nichts entworfen. Dein Flowsmith-Betreiber muss OPENAI_MODEL und OPENAI_BASE_URL prüfen.',
  planner_garbage:
    'Das KI-Modell hat keine brauchbare Antwort gegeben, es wurde nichts entworfen. Versuch es noch einmal oder in kürzeren Sätzen.',
  n8n_unreachable:
    'n8n ist nicht erreichbar, es wurde nichts geändert. Versuch es in einer Minute noch einmal; wenn es so bleibt, sag deinem Flowsmith-Betreiber Bescheid.',
  n8n_timeout:
    'n8n hat nicht rechtzeitig geantwortet. Es ist nicht sicher, ob es geschehen ist: Sieh in n8n nach, bevor du es noch einmal versuchst.',
  n8n_connection_lost:
    'Die Verbindung zu n8n brach ab, bevor die Antwort kam. Es ist nicht sicher, ob es geschehen ist: Sieh in n8n nach, bevor du es noch einmal versuchst.',
  n8n_certificate:
    'Dem Zertifikat von n8n wird nicht vertraut, es wurde nichts geändert. Dein Flowsmith-Betreiber muss es erneuern oder NODE_EXTRA_CA_CERTS setzen.',
  n8n_unauthorized:
    'n8n nimmt den Schlüssel von Flowsmith nicht an, es wurde nichts geändert. Dein Flowsmith-Betreiber muss in n8n einen neuen anlegen und in N8N_API_KEY eintragen.',
  n8n_proxy_refused:
    'Ein Proxy vor n8n weist Flowsmith ab, n8n wurde nicht gefragt, es wurde nichts geändert. Dein Flowsmith-Betreiber muss N8N_BASIC_AUTH_USER und N8N_BASIC_AUTH_PASSWORD prüfen und wen der Proxy durchlässt.',
  n8n_forbidden:
    'Der Schlüssel von Flowsmith darf das in n8n nicht, es wurde nichts geändert. Dein Flowsmith-Betreiber muss ihm in n8n die nötigen Rechte geben.',
  n8n_licence:
    'Das braucht eine Funktion, die die Lizenz von eurem n8n nicht umfasst; es wurde nichts geändert. Frag ohne diese Funktion danach.',
  n8n_api_missing:
    'Dieses n8n bietet das in seiner öffentlichen API nicht an, es wurde nichts geändert. Dein Flowsmith-Betreiber muss n8n aktualisieren oder N8N_BASE_URL prüfen.',
  n8n_version_missing:
    'n8n hat diese Version des Workflows nicht mehr, es wurde nichts geändert. Sieh in n8n nach oder lass die Änderung noch einmal entwerfen.',
  n8n_workflow_missing:
    'n8n hat diesen Workflow nicht, oder Flowsmith darf ihn nicht sehen. Wahrscheinlich wurde er dort gelöscht oder verschoben. Lass einen neuen entwerfen oder stell ihn wieder her.',
  n8n_unavailable:
    'n8n ist gerade nicht verfügbar, vielleicht startet es neu. Versuch es in ein paar Minuten noch einmal; wenn es so bleibt, sag deinem Flowsmith-Betreiber Bescheid.',
  n8n_rate_limited:
    'n8n bittet um weniger Aufrufe. Versuch es in ein paar Minuten noch einmal; wenn es so bleibt, sag deinem Flowsmith-Betreiber Bescheid.',
  n8n_calls_waiting:
    'In n8n ist gerade mehr zu tun, als auf einmal erlaubt ist; es wurde nichts geändert. Versuch es in einer Minute noch einmal.',
  n8n_failed:
    'In n8n ist ein Fehler aufgetreten. Es ist nicht sicher, ob es geschehen ist: Sieh in n8n nach, bevor du es noch einmal versuchst.',
  n8n_too_large:
    'Der Workflow ist größer, als n8n annimmt; es wurde nichts geändert. Lass ihn in kleineren Teilen entwerfen, die einander aufrufen.',
  n8n_review_open:
    'In n8n läuft noch eine Prüfung (Review) dieses Workflows, sie muss zuerst enden. Frag die prüfende Person und schalte ihn danach ein.',
  n8n_webhook_conflict:
    'Ein anderer eingeschalteter Workflow oder ein anderer Node von diesem verwendet dieselbe Webhook-Adresse; er wurde nicht eingeschaltet. Lass einen anderen Pfad eintragen oder schalte den anderen aus.',
  n8n_still_unpublishing: 'n8n hält den Workflow gerade noch an. Versuch es in ein paar Sekunden noch einmal.',
  n8n_published: 'n8n löscht keinen eingeschalteten Workflow, es wurde nichts gelöscht. Schalte ihn zuerst aus.',
  n8n_archived:
    'Er ist im Archiv von n8n, es wurde nichts geändert. Hol ihn dort heraus und drücke dann „Noch einmal versuchen“.',
  n8n_cannot_archive:
    'n8n hat ihn nicht archiviert, und endgültig gelöscht wird er nicht ohne Ansage. Nichts wurde geändert.',
  n8n_no_trigger:
    'n8n schaltet ihn nicht ein, weil nichts ihn startet. Ergänze einen Trigger und schalte ihn dann noch einmal ein.',
  n8n_not_n8n:
    'Statt n8n hat etwas anderes geantwortet, vielleicht die Anmeldeseite eines Proxys. Dein Flowsmith-Betreiber muss N8N_BASE_URL prüfen und was vor n8n steht.',
  n8n_redirect:
    'Die Adresse von n8n leitet weiter, und Flowsmith gibt seinen Schlüssel dorthin nicht mit; es wurde nichts geändert. Dein Flowsmith-Betreiber muss in N8N_BASE_URL die endgültige Adresse eintragen.',
  n8n_answer_unreadable:
    'n8n hat auf eine Weise geantwortet, die Flowsmith nicht versteht. Es ist nicht sicher, ob es geschehen ist: Sieh in n8n nach und sag deinem Flowsmith-Betreiber Bescheid.',
  n8n_answer_too_large:
    'n8n hat mehr geantwortet, als sich auf einmal lesen lässt. Sag deinem Flowsmith-Betreiber Bescheid.',
  n8n_publish_configuration:
    'n8n kann ihn noch nicht einschalten: Einem Schritt fehlen Zugangsdaten oder ein Wert. Ergänze in n8n, was dort markiert ist, und schalte ihn dann noch einmal ein.',
  secret_removed:
    'Ein Passwort oder Schlüssel darin steht in n8n nicht mehr dort, wo es war; die Änderung würde es verlieren und wurde nicht geschrieben. Nichts wurde geändert. Lass die Änderung noch einmal entwerfen.',
  n8n_execution_missing: 'n8n hat diese Ausführung nicht mehr. Nichts wurde geändert.',
  n8n_elsewhere:
    'Dieser Workflow ist in einem anderen n8n als dem, mit dem Flowsmith jetzt arbeitet; es wurde nichts geändert. Der Betreiber von Flowsmith kann ihn umziehen: flowsmith instance move.',
  back_already: 'Es ist schon wieder in n8n: Nichts wurde doppelt angelegt.',
  back_under_way:
    'Es wird gerade schon zurückgeholt: Nichts wurde doppelt angelegt. Drück in einer Minute noch einmal auf Wiederholen.',
  n8n_name:
    'n8n braucht für den Workflow einen Namen von 1 bis 128 Zeichen, es wurde nichts geändert. Frag mit einem anderen Namen danach.',
  n8n_setting_unknown:
    'Dieses n8n kennt eine der Einstellungen des Workflows nicht, es wurde nichts geändert. Dein Flowsmith-Betreiber muss n8n aktualisieren oder N8N_VERSION auf die wirkliche Version setzen.',
  n8n_node_group:
    'Eine Gruppe von Nodes passt nicht mehr, es wurde nichts geändert. Entferne die Gruppe in n8n und versuch es dann noch einmal.',
  n8n_not_archived: 'Der Workflow ist in n8n nicht archiviert. Es gibt nichts zurückzuholen.',
  n8n_cursor: 'n8n hat die Stelle in seiner Liste verloren. Frag noch einmal nach der Liste.',
  n8n_tags_disabled: 'Tags sind in diesem n8n ausgeschaltet, es wurde nichts geändert. Frag ohne Tags danach.',
  n8n_tag:
    'n8n hat den Tag nicht angenommen: Es gibt ihn schon, er ist leer oder länger als 24 Zeichen. Wähle einen anderen Namen für den Tag.',
  n8n_content_type:
    'Etwas zwischen Flowsmith und n8n verändert, was gesendet wird; es wurde nichts geändert. Dein Flowsmith-Betreiber muss den Proxy vor n8n prüfen.',
  n8n_execution_succeeded:
    'Die Ausführung war erfolgreich, deshalb wiederholt n8n sie nicht. Starte den Workflow stattdessen neu.',
  n8n_execution_not_retryable:
    'Die Ausführung wartet noch auf ihren Start oder wurde vor dem ersten Schritt angehalten. Starte den Workflow stattdessen neu.',
  n8n_execution_ended: 'Die Ausführung ist schon zu Ende. Es gibt nichts anzuhalten.',
  n8n_retry_failed:
    'n8n konnte es nicht noch einmal versuchen, wahrscheinlich weil der fehlgeschlagene Schritt inzwischen umbenannt oder entfernt wurde. Starte den Workflow stattdessen neu.',
  draft_overtaken:
    'Dieser Entwurf wurde inzwischen geändert oder es wurde darüber entschieden, deshalb wurde nichts geändert. Sieh auf seine neueste Karte und sag mir noch einmal, was anders sein soll.',
};
