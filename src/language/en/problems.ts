/**
 * Failures by the code of their error: what happened, whether anything changed, what to do. English has none, because
 * errors bring their English words with them; so does whatever another language does not know.
 */
export const problems = {};

export type Problems = Record<
  | 'internal'
  | 'not_shown'
  | 'policy_denied'
  | 'planner_unreachable'
  | 'planner_unauthorized'
  | 'planner_stopped'
  | 'planner_rejected'
  | 'planner_refused'
  | 'planner_misconfigured'
  | 'planner_garbage'
  | 'n8n_unreachable'
  | 'n8n_timeout'
  | 'n8n_connection_lost'
  | 'n8n_certificate'
  | 'n8n_unauthorized'
  | 'n8n_proxy_refused'
  | 'n8n_forbidden'
  | 'n8n_licence'
  | 'n8n_api_missing'
  | 'n8n_version_missing'
  | 'n8n_workflow_missing'
  | 'n8n_unavailable'
  | 'n8n_rate_limited'
  | 'n8n_calls_waiting'
  | 'n8n_failed'
  | 'n8n_too_large'
  | 'n8n_review_open'
  | 'n8n_webhook_conflict'
  | 'n8n_still_unpublishing'
  | 'n8n_published'
  | 'n8n_archived'
  | 'n8n_cannot_archive'
  | 'n8n_no_trigger'
  | 'n8n_not_n8n'
  | 'n8n_redirect'
  | 'n8n_answer_unreadable'
  | 'n8n_answer_too_large'
  | 'n8n_publish_configuration'
  | 'secret_removed'
  | 'back_already'
  | 'back_under_way'
  | 'n8n_execution_missing',
  string
>;
