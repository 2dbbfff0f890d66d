/**
 * Operations of n8n 2.40.7 judged one by one from what n8n says of them, before any rule was written: drawn with a seed
 * from all of them, so that each app comes up, and again from those whose words sound risky. `type/resource/operation`.
 * The last were found by
 * reading what the rules had made of the rest. Judged as it stands when somebody has filled in nothing: no address of a recipient, no query, the usual method.
 */
export const judged: readonly { effects: string; operations: string }[] = [
  {
    effects: '',
    operations: `compareDatasets// dateTime//getCurrentDate debugHelper// editImage//composite filter// htmlExtract//
      readPDF// renameKeys// set// simulate// splitInBatches// spreadsheetFile//fromFile timeSaved// totp//generateSecret
      removeDuplicates//removeItemsSeenInPreviousExecutions toolThink//`,
  },
  {
    effects: 'reads',
    operations: `alibabaCloud/image/analyze anthropic/file/get chainRetrievalQa// chainSummarization//
      googleGemini/document/analyze guardrails//classify minimax/text/message moonshot/text/message ollama/text/message
      openAi/text/classify openAi/text/edit openAiAssistant// sentimentAnalysis// toolSerpApi// toolVectorStore//
      toolHttpRequest// httpRequest// dynamicCredentialCheck// adalo//getAll airtable/base/getMany
      apiTemplateIo/account/get asana/project/getAll azureCosmosDb/container/get clearbit/company/autocomplete
      clickUp/list/get cloudflare/zoneCertificate/get coda/control/getAll coinGecko/event/getAll contentful/asset/get
      dataTable/table/list databricks/unityCatalog/listCatalogs databricks/modelServing/queryEndpoint dhl/shipment/get
      disqus/forum/getThreads elasticSecurity/case/getAll emelia/campaign/get invoiceNinja/payment/get
      lemlist/campaign/getAll marketstack/ticker/get matrix/event/get metabase/databases/getAll
      microsoftGraphSecurity/secureScoreControlProfile/get microsoftTeams/task/getAll mindee//predict
      misp/warninglist/getAll mistralAi/document/extractText n8n/execution/get nasa/donkiWsaEnlilSimulation/get
      nocoDb/row/count notion/block/getMarkdown npm/package/search openThesaurus//getSynonyms
      openWeatherMap//currentWeather orbit/activity/getAll paddle/payment/getAll pagerDuty/incidentNote/getAll
      payPal/payout/get payPal/payoutItem/get peekalink//preview perplexity/embedding/createEmbedding
      phantombuster/agent/getOutput profitWell/metric/get quickbase/field/getAll quickbase/report/run
      quickbooks/payment/get readBinaryFiles// rssFeedRead// rundeck//getMetadata s3/folder/getAll
      salesmate/company/getAll securityScorecard/portfolio/getAll sentryIo/issue/get splunk/alert/getReport
      spotify/artist/getTopTracks stripe/charge/get stripe/charge/getAll theHiveProject/query/executeQuery
      travisCi/build/get unleashedSoftware/stockOnHand/getAll wekan/list/get xero/invoice/getAll yourls/url/stats`,
  },
  {
    effects: 'reads personal-data',
    operations: `clearbit/person/enrich hunter//emailFinder clickUp/list/member emelia/contactList/getAll mattermost/channel/members monicaCrm/contact/getAll
      n8nTrainingCustomerDatastore//getAllPeople odoo/contact/getAll okta/user/getAll
      oneSimpleApi/socialProfile/instagramProfile orbit/member/getAll oura/summary/getReadiness pipedrive/lead/getAll
      quickbooks/vendor/get rocketchat/dm/messages shopify/order/getAll strava/activity/get
      todoist/project/getCollaborators zendesk/user/search`,
  },
  {
    effects: 'writes',
    operations: `chatHubVectorStorePGVector// chatHubVectorStoreQdrant// googleGemini/fileSearch/uploadToStore
      agileCrm/company/create amqp// awsCertificateManager/certificate/renew awsS3/file/upload awsSqs//sendMessage
      citrixAdc/certificate/create citrixAdc/file/upload cockpit/collection/update currents/run/cancel
      currents/run/reset dropbox/file/move dropbox/file/upload dropbox/folder/move elasticsearch/index/create
      erpNext/document/create evaluation//setMetrics ftp//upload kafka// mailchimp/campaign/replicate
      mailchimp/campaign/resend microsoftDataverse/row/create microsoftDynamicsCrm/account/create
      microsoftEntra/group/create microsoftExcel/worksheet/upsert microsoftOneDrive/file/copy
      microsoftOneDrive/folder/move microsoftSql//update microsoftToDo/list/update misp/event/unpublish
      mondayCom/board/archive mondayCom/board/create mongoDb/searchIndexes/createSearchIndex mySql/database/update
      nextCloud/file/copy nocoDb/row/upload notion/page/archive oracleDatabase/database/update orbit/post/create
      postgres/database/upsert questDb//insert redis//publish seaTable/asset/upload sendy/campaign/create
      serviceNow/incident/update signl4/alert/resolve slack/channel/unarchive slack/userGroup/disable stackby//append
      storyblok/story/unpublish strapi/entry/create taiga/userStory/create tapfiliate/affiliateMetadata/update
      theHive/log/create theHiveProject/alert/merge theHiveProject/log/create todoist/project/archive todoist/task/move
      travisCi/build/cancel trello/card/update twist/channel/unarchive uptimeRobot/publicStatusPage/create
      venafiTlsProtectDatacenter/certificate/create wordpress/post/create zammad/organization/create
      zohoCrm/product/upsert zoom/meeting/update`,
  },
  {
    effects: 'writes personal-data',
    operations: `discord/member/timeout grafana/teamMember/add onfleet/admin/update orbit/member/update
      orbit/member/upsert postHog/identity/create sendGrid/contact/upsert vero/user/unsubscribe zulip/user/create`,
  },
  {
    effects: 'writes pays',
    operations: `activeCampaign/ecommerceOrder/create beeminder/charge/create beeminder/goal/uncle harvest/invoice/create chargebee/subscription/cancel payPal/payout/create quickbooks/payment/update
      stripe/meterEvent/create wise/transfer/create`,
  },
  {
    effects: 'writes runs-code',
    operations: `airtop/agent/run jenkins/job/trigger netlify/deploy/create ssh/command/execute ssh/file/upload
      theHiveProject/alert/executeResponder theHiveProject/case/executeResponder`,
  },
  { effects: 'runs-code', operations: `code// toolCode// aiTransform//` },
  {
    effects: 'deletes reads writes',
    operations: `crateDb//executeQuery databricks/databricksSql/executeQuery mySql/database/executeQuery
      oracleDatabase/database/execute postgres/database/executeQuery questDb//executeQuery snowflake//executeQuery`,
  },
  {
    effects: 'deletes reads sends-outside writes',
    operations: `mcpClient// mcpClientTool// mcpRegistryClientTool//`,
  },
  {
    effects: 'deletes many-recipients pays personal-data reads runs-code sends-inside sends-outside writes',
    operations: `toolWorkflow// messageAnAgent//`,
  },
  {
    effects: 'sends-inside',
    operations: `rocketchat/chat/postMessage slack/message/schedule twist/messageConversation/create twake/message/send zulip/message/sendPrivate zulip/message/sendStream`,
  },
  {
    effects: 'sends-outside',
    operations: `awsSes/email/send invoiceNinja/quote/email telegram/message/editMessageText discord//sendLegacy discord/message/sendAndWait keap/email/send line/notification/send
      mailgun// mailjet/email/sendTemplate mandrill/message/sendTemplate matrix/media/upload messageBird/sms/send
      microsoftOneDrive/file/share microsoftOneDrive/folder/share microsoftOutlook/draft/send
      microsoftOutlook/message/send mocean/sms/send msg91/sms/send nextCloud/file/share nextCloud/folder/share
      plivo/call/make plivo/sms/send postBin/request/send pushbullet/push/create pushcut/notification/send
      pushover/message/push sms77/sms/send telegram/callback/answerInlineQuery telegram/message/sendAnimation
      telegram/message/sendAudio telegram/message/sendDocument telegram/message/sendMediaGroup
      telegram/message/sendMessage telegram/message/sendPhoto telegram/message/sendRichMessage
      telegram/message/sendRichMessageDraft twilio/sms/send vonage/sms/send`,
  },
  {
    effects: 'many-recipients sends-outside',
    operations: `awsSns//publish discourse/post/update googleBusinessProfile/post/create
      googleBusinessProfile/post/update mautic/segmentEmail/send medium/post/create misp/event/publish
      reddit/postComment/reply twitter/tweet/retweet`,
  },
  {
    effects: 'personal-data sends-outside',
    operations: `demio/event/register securityScorecard/invite/create github/user/invite goToWebinar/panelist/reinvite`,
  },
  { effects: 'pays sends-outside', operations: `quickbooks/invoice/send quickbooks/payment/send` },
  { effects: 'personal-data reads sends-outside', operations: `uproc//` },
  {
    effects: 'deletes',
    operations: `removeDuplicates//clearDeduplicationHistory
      airtable/record/deleteRecord airtop/file/deleteFile awsCertificateManager/certificate/delete
      awsCognito/group/delete awsSes/template/delete azureStorage/blob/delete azureStorage/container/delete
      bitwarden/group/delete coda/table/deleteRow coda/view/deleteViewRow convertKit/customField/delete
      copper/task/delete currents/action/delete currents/run/delete dataTable/row/deleteRows
      databricks/unityCatalog/deleteFunction databricks/unityCatalog/deleteTable databricks/unityCatalog/deleteVolume
      elasticSecurity/caseTag/remove freshservice/location/delete freshservice/ticket/delete
      googleBusinessProfile/review/delete googleSheets/sheet/remove harvest/expense/delete invoiceNinja/quote/delete
      invoiceNinja/task/delete mautic/company/delete microsoftSharePoint/item/delete
      microsoftTeams/chatMessage/softDeleteMessage nocoDb/row/delete odoo/activity/delete odoo/custom/delete
      odoo/opportunity/delete philipsHue/light/delete pipedrive/dealProduct/remove pipedrive/organization/delete
      postBin/bin/delete postBin/request/removeFirst quickbase/file/delete quickbase/record/delete
      quickbooks/estimate/delete rabbitmq//deleteMessage raindrop/collection/delete s3/file/delete salesforce/case/delete
      seaTable/link/remove sendInBlue/attribute/delete sentryIo/issue/delete sentryIo/release/delete
      shopify/product/delete slack/message/delete splunk/report/deleteReport supabase/row/delete syncroMsp/rmm/delete
      taiga/issue/delete whatsApp/media/mediaDelete zendesk/organization/delete zohoCrm/product/delete`,
  },
  {
    effects: 'deletes personal-data',
    operations: `awsCognito/user/removeFromGroup copper/lead/delete discord/member/ban freshservice/agent/delete
      hubspot/contactList/remove invoiceNinja/client/delete mailchimp/member/delete mautic/contactSegment/remove
      monicaCrm/contactTag/remove onfleet/admin/delete pipedrive/person/delete salesforce/lead/delete
      sendGrid/contact/delete sendInBlue/contact/delete sendy/subscriber/delete sendy/subscriber/remove
      shopify/order/delete wooCommerce/order/delete`,
  },
  { effects: 'deletes pays', operations: `stripe/source/delete wise/transfer/delete` },
  { effects: 'deletes reads', operations: `redis//pop` },
  {
    effects: 'sends-outside writes',
    operations: `helpScout/conversation/create helpScout/thread/create freshdesk/ticket/create freshservice/ticket/create`,
  },
  {
    effects: 'personal-data sends-outside writes',
    operations: `awsCognito/user/create bitwarden/member/create okta/user/create goToWebinar/registrant/create convertKit/sequence/addSubscriber convertKit/form/addSubscriber emelia/campaign/addContact lemlist/lead/create mautic/campaignContact/add autopilot/contactJourney/add`,
  },
  { effects: 'runs-code writes', operations: `salesforce/flow/invoke` },
  { effects: 'deletes runs-code writes', operations: `jenkins/instance/exit jenkins/instance/safeRestart` },
];
