import { apiToSheet } from './library/api-to-sheet.ts';
import { approveBeforeMail } from './library/approve-before-mail.ts';
import { birthdayGreetings } from './library/birthday-greetings.ts';
import { callWithFallback } from './library/call-with-fallback.ts';
import { chatAssistant } from './library/chat-assistant.ts';
import { contactForm } from './library/contact-form.ts';
import { dailySalesReport } from './library/daily-sales-report.ts';
import { databaseToSheet } from './library/database-to-sheet.ts';
import { errorAlert } from './library/error-alert.ts';
import { errorLog } from './library/error-log.ts';
import { expenseApproval } from './library/expense-approval.ts';
import { feedToSlack } from './library/feed-to-slack.ts';
import { feedbackForm } from './library/feedback-form.ts';
import { githubIssueToSlack } from './library/github-issue-to-slack.ts';
import { importantMailToSlack } from './library/important-mail-to-slack.ts';
import { invoiceMailToSheet } from './library/invoice-mail-to-sheet.ts';
import { leadIntake } from './library/lead-intake.ts';
import { leaveRequest } from './library/leave-request.ts';
import { mailReplyDrafts } from './library/mail-reply-drafts.ts';
import { newRowToSlack } from './library/new-row-to-slack.ts';
import { onboardingForm } from './library/onboarding-form.ts';
import { overdueRowsAlert } from './library/overdue-rows-alert.ts';
import { pdfToSheet } from './library/pdf-to-sheet.ts';
import { priceWatch } from './library/price-watch.ts';
import { sheetToDatabase } from './library/sheet-to-database.ts';
import { slackAssistant } from './library/slack-assistant.ts';
import { supportMailTriage } from './library/support-mail-triage.ts';
import { ticketFormRouting } from './library/ticket-form-routing.ts';
import { urgentMailAlert } from './library/urgent-mail-alert.ts';
import { weatherEveryMorning } from './library/weather-every-morning.ts';
import { webPageSummary } from './library/web-page-summary.ts';
import { webhookForward } from './library/webhook-forward.ts';
import { webhookToSheet } from './library/webhook-to-sheet.ts';
import { websiteDownAlert } from './library/website-down-alert.ts';
import { weeklyNewsDigest } from './library/weekly-news-digest.ts';
import { weeklyReminder } from './library/weekly-reminder.ts';
import { weeklySheetReport } from './library/weekly-sheet-report.ts';
import type { WorkflowTemplate } from './template.ts';

/** Flowsmith's own templates, by technique. */
export const ownTemplates: readonly WorkflowTemplate[] = [
  weatherEveryMorning,
  weeklyReminder,
  birthdayGreetings,
  contactForm,
  feedbackForm,
  onboardingForm,
  webhookToSheet,
  leadIntake,
  webhookForward,
  newRowToSlack,
  feedToSlack,
  githubIssueToSlack,
  importantMailToSlack,
  supportMailTriage,
  ticketFormRouting,
  urgentMailAlert,
  chatAssistant,
  slackAssistant,
  mailReplyDrafts,
  invoiceMailToSheet,
  pdfToSheet,
  webPageSummary,
  sheetToDatabase,
  databaseToSheet,
  apiToSheet,
  websiteDownAlert,
  priceWatch,
  overdueRowsAlert,
  approveBeforeMail,
  expenseApproval,
  leaveRequest,
  weeklySheetReport,
  dailySalesReport,
  weeklyNewsDigest,
  errorAlert,
  errorLog,
  callWithFallback,
];
