import type { Synonym } from './synonym.ts';

const starts: Synonym[] = [
  [
    `thursday afternoon|tuesday morning|first monday|last friday|first workday|end of day|end of week|at lunchtime|at dawn|before work|after work|
    overnight|while we sleep|half past|quarter past|every working day|every weekend|on weekends|on sundays|
    on mondays|on tuesday|on wednesday|on thursday|on saturday|on sunday|tomorrow at|at 5pm|at 6pm|at 3pm|
    pm every|am every|per day|per week|per hour|all 5 minutes|run nightly|minutely|on a schedule|at intervals|
    interval|cron|crontab|cron job|every day|each day|daily|hourly|weekly|monthly|nightly|yearly|quarterly|
    every morning|each morning|every evening|every night|every week|every month|every hour|every year|
    every quarter|every minute|each week|each month|each hour|every n minute|every few|every 5|every 10|every 15|
    every 30|every other|weekday|every weekday|every workday|workday|every monday|every tuesday|every wednesday|
    every thursday|every friday|every saturday|every sunday|on monday|on friday|at 9am|at 8am|at 7am|at 6am|at 9|
    at 8|at 7|at 6|at noon|at midnight|at 10|at 12|at 17|at 18|o clock|once a day|once a week|once an hour|
    twice a day|timer|schedul|schedule|scheduled|recurring|regular interval|fixed time|start of month|
    first of the month|first day of|last day of|end of month|in the morning|periodically|run regularly|
    every second|every 2 hour|biweekly|monday morning|friday afternoon|business hour|specific time|certain time|
    time of day`,
    'scheduleTrigger',
  ],
  [
    `when our backend sends|when our app sends|when our server sends|other system sends|another system sends|external service sends|service notifies us|app posts to us|
    calls a url|posts data to a url|hit our url|catch hook|inbound request|inbound call|another app sends|
    from another application|our backend calls|our app calls|our server calls|website sends data|
    posts json to us|sends json to us|push us data|get pinged|webhook|receive http request|incoming http|
    incoming call|incoming request|incoming webhook|receive webhook|receive post|http endpoint|endpoint|
    post request arrives|api call comes|receive api|callback url|listen http|receive data from another system|
    external system calls|expose url|inbound http|called by|calls our api|receive json|http request comes|
    request comes in|someone calls url|url is called|own api|public url|receive call from our|incoming api|
    http trigger|rest endpoint|api endpoint|get notified by http|http post arrives|sends us data|system calls us|
    post to us|pings us`,
    'webhook',
  ],
  [
    `give the caller|caller the result|result to the caller|tell the caller|reply to the caller|answer the webhook|json reply|send back a response|send back json|give back a result|
    answer with 200|return 200|return a result|return the data|return html|custom response|confirm to the caller|
    redirect the caller|respond webhook|reply webhook|answer webhook|return response|respond to request|
    send response back|reply to caller|return json to caller|answer http request|http response|webhook response|
    answer the caller|respond with json|respond to http|return result to caller`,
    'respondToWebhook',
  ],
  [
    `leave their contact|leave their data|leave their details|leave their email|visitors leave|new signup|signs up on|signup|enter their details|customers enter|page where customers|visitors enter|
    user enters data|let people submit|let people enter|collect answers from|ask people for data|
    landing page form|people apply|application received|someone registers|someone applies|form submission|
    form submitted|submit form|fill form|fill out form|fill in form|form filled|online form|web form|public form|
    contact form|signup form|sign up form|feedback form|intake form|questionnaire|application form|host a form|
    form is submitted|form|registration form|order form|request form|build a form|collect input form`,
    'formTrigger form',
  ],
  ['next form page|second form page|multi step form|form ending|another form page', 'form formTrigger'],
  [
    `manually|manual start|press button|click button|by hand|on demand|test run|when i click|run button|on click|
    press run|clicking execute`,
    'manualTrigger',
  ],
  [
    `automation breaks|automation fail|automation has an error|flow breaks|flow fail|one of our workflows fail|
    an automation crash|breaks notify|fails notify|if anything fails|any workflow fail|failures of workflow|
    error alert|when it breaks|errors of other workflow|any of my workflow|workflow fail|workflow error|
    execution fail|error happen|on error|workflow breaks|another workflow fail|failed execution|when fail|
    error handler|something goes wrong|automation fail|workflow crash|catch error|error occurs|
    workflow has an error|any error|failed workflow`,
    'errorTrigger',
  ],
  ['throw error|raise error|abort workflow|stop with error|fail on purpose|stop the workflow', 'stopAndError'],
  [
    `called by another workflow|started by another workflow|other workflow calls|when executed by another|
    sub workflow start|sub workflow input|reusable workflow start|invoked by another workflow`,
    'executeWorkflowTrigger',
  ],
  [
    `hand over to another workflow|to another workflow|use another workflow|trigger another workflow|
    pass to another workflow|chain workflow|reuse workflow|invoke workflow|kick off another|
    call another workflow|run another workflow|execute workflow|sub workflow|call workflow|
    start another workflow|other workflow|child workflow|run workflow`,
    'executeWorkflow',
  ],
  [
    `writes in the chat|user writes in chat|someone writes in the chat|talk to a bot|conversation window|
    chat on our website|live chat|chat message received|chatbot|chat bot|chat window|someone chats|web chat|
    chat widget|chat trigger|user chats|chat interface|message in the chat`,
    'chatTrigger agent',
  ],
  ['mcp server|expose tools', 'mcpTrigger mcpClientTool'],
  ['workflow is activated|workflow published|instance start', 'n8nTrigger'],
  ['file changes on disk|local folder|watch folder on disk|new file in local', 'localFileTrigger'],
  ['server sent event|sse', 'sseTrigger'],
];

const flow: Synonym[] = [
  [
    `separately|handle each|handle one by one|one after the other|for all rows|for every row|for each row|for each customer|for every customer|
    for each contact|each row|every entry|each entry|process individually|individually|page by page|in groups of|
    groups of|several at a time|ten at a time|repeat until|repeat|one at a time|one by one|loop|loop over|
    iterate|for each|batch|batches|in batches|each item|go through each|repeat for every|item by item|
    for every item|one after another|chunks|in chunks|process each|through all|through the list|at once`,
    'splitInBatches',
  ],
  [
    `status is not|is not ok|equals|does not equal|contains the word|if contains|when true|decide if|test whether|
    only when|is true|is false|is missing|if missing|exists|bigger|smaller|at least|when the amount|where amount|
    if else|if it|if so|if not|if there|if no|if they|if all|if yes|if then|if condition|condition|conditional|
    only if|otherwise|unless|yes or no|true or false|true false|check whether|check if|decide whether|branch|
    two branches|depending on whether|bigger than|greater than|more than|less than|is empty|if the|if amount|
    if value|if it contains|is above|is below|higher than|lower than|exceeds|is over|is under`,
    'if filter switch',
  ],
  [
    `something different for|different for each|differently for each|per department|by department|by priority|by country|by type|by region|different teams|
    different channels depending|based on the value|several cases|three ways|multiple outcomes|according to|
    dispatch|switch|route by|several branches|multiple branches|route to different|depending on|case|
    different paths|multiple paths|route based|by category|route|one of several|based on status|based on type|
    different branches`,
    'switch if',
  ],
  [
    `skip|skip items|skip rows|items without|rows without|without an email|those without|those with|leave out|
    only rows|only orders|only customers|only emails|remove rows where|throw away|select only|only where|
    which have|only if it has|filter|filter out|only keep|keep only|only those|ignore items|drop items|
    remove items|exclude|only the ones|skip those|discard|only continue with|only rows where|items matching|
    that match`,
    'filter if removeDuplicates',
  ],
  [
    `hold on|hold for|for a day|let some time pass|give it some time|stop for|an hour before|come back later|
    after a while|sleep for|delay by|until tomorrow|until monday|next day continue|wait|pause|delay|sleep|
    hold for|wait minutes|wait hours|wait days|wait until|a day later|hours later|days later|minutes later|
    hold off|an hour later|after 10 minutes|after 2 days|wait before`,
    'wait',
  ],
  [
    `two lists together|lists together|put two lists|combine lists|combine the two|combine with|match rows|
    vlookup|left join|inner join|join data|enrich with data from|merge with|add columns from|from both|merge|
    join|combine two|combine data|combine results|bring together|combine branches|join two lists|match by key|
    sql join|both branches|two sources|combine inputs|combine both|merge two|put together`,
    'merge aggregate',
  ],
  [
    `compare two|difference between lists|diff|what changed between|compare list|compare data|compare two lists|
    which are missing|in sync`,
    'compareDatasets',
  ],
  [
    `only once|not twice|no double|doubles|double|repeated items|repeated rows|same twice|processed already|
    handled already|new since last time|only new ones|keep unique|distinct|dedupe|deduplicate|duplicate|
    remove duplicate|unique|already seen|only new items|already processed|avoid repeat|seen before|
    double entries|no repeats|not processed before|same item twice|duplicates`,
    'removeDuplicates',
  ],
  [
    `list inside|many items|into many items|one item into many|several items from one|line items|each order line|
    array inside|nested list|array field|list field|expand list|expand array|unpack|list of results into|
    split list|split array|split out|array into items|separate items|explode|flatten array|each element|
    list into separate|one item per|unnest`,
    'splitOut',
  ],
  [
    `single item|one item with all|combine all items|gather all|join all items|all rows together|
    merge all items into one|collect everything|one big list|all results in one|one message with all|aggregate|
    into one list|collect all|into one item|combine into single|items into one|group items|all in one message|
    into a single list|one list|bundle`,
    'aggregate summarize',
  ],
  [
    `average per|per category|per customer|per month|per country|calculate total|calculate sum|count how many|
    how many|median|revenue per|group and count|number of|sum up numbers|sum|total|average|count items|count per|
    pivot|group by|sum of|minimum|maximum|statistics|totals per|add up|subtotal|sum column`,
    'summarize',
  ],
  [
    `newest|oldest first|highest first|lowest first|by price|by name|reorder|largest first|reverse order|sort|
    order by|sort by|newest first|ascending|descending|alphabetical|rank by|put in order`,
    'sort',
  ],
  [
    `newest five|latest five|top five|top three|top 5|top 3|five items|only one item|just the first|newest 5|
    latest 3|first item|only the latest|only the newest|last ten|at most 10|maximum of|keep first|keep the first|
    limit|only first|first 10|first five|first 5|first three|top 10|at most|no more than|maximum number|
    take the first|last 5 items`,
    'limit',
  ],
  ['do nothing|no operation|noop|no op|placeholder node', 'noOp'],
  ['sticky|comment on canvas|annotate workflow', 'stickyNote'],
  [
    `n8n table|data table|internal table|built in table|store inside n8n|n8n storage|remember between runs|
    persist between runs|own table`,
    'dataTable',
  ],
];

const data: Synonym[] = [
  [
    `fixed value|new field|extra field|tidy up the fields|clean up the data|fill in a field|compose a text|
    build a message|prepare a message|constant|variables|keep only certain fields|drop fields|pick fields|
    create a variable|set field|edit field|add field|change field|set value|set variable|map field|add column|
    transform data|field mapping|assign value|modify field|set a value|build an object|keep some fields|
    remove field|add a property|prepare the data|reshape|add a field|define variable|static value|
    change the value`,
    'set code',
  ],
  ['rename key|rename field|rename column|rename property|change field name', 'renameKeys set'],
  [
    `small program|programming|regex|regular expression|custom calculation|complex logic|own code|snippet|
    javascript|python|custom code|script|code|write code|own function|run js|custom logic|custom function|
    js code|function`,
    'code',
  ],
  [
    `today|yesterday date|tomorrow date|two dates|add a week|weekday of|readable date|iso date|start of week|
    age in days|how many days|older than|date|format date|time zone|timezone|add days|date difference|
    days between|calculate date|current time|today date|convert timestamp|date calculation|parse date|
    current date|days ago|subtract days|date math|unix timestamp`,
    'dateTime',
  ],
  [
    `base64|sha1 of|sha512|random id|unique id|guid|secure token|digest|hash|encrypt|decrypt|md5|sha256|sha|hmac|
    checksum|sign payload|random string|uuid|signature|sha1|generate password`,
    'crypto',
  ],
  ['jwt|json web token|sign token|verify token', 'jwt'],
  ['one time password|otp|2fa code|two factor code', 'totp'],
  [
    `uploaded pdf|content of pdf|content of a file|content of an uploaded|pdf content|read the pdf|
    text out of pdf|from a pdf|load csv|open excel|read xlsx|rows from csv|spreadsheet attachment|
    parse attachment|read attachment|from csv|csv into rows|csv rows|docx|csv|parse csv|read csv|csv file into|
    import csv|pdf text|extract pdf|read pdf|text from pdf|parse pdf|parse excel|excel file|read file content|
    extract from file|xlsx|parse spreadsheet file|text from file|file content|contents of file|pdf|ics file|
    csv to json|file to json|read excel|parse file|json from file|pdf attachment`,
    'extractFromFile convertToFile',
  ],
  [
    `to an excel file|an excel file|array to excel|json array to|as a file|as pdf|write to file|into an excel|
    to xlsx|as spreadsheet|to text file|export as|export to excel|attach as csv|excel export|create csv|make csv|
    export csv|to csv|as csv|into csv|csv export|generate csv|create file|convert to file|save as file|
    make excel file|json to file|into file|text file|generate excel|as excel file|create a file from|
    to excel file|build csv|write csv|into a csv|download as|csv from`,
    'convertToFile extractFromFile',
  ],
  ['zip|unzip|gzip|compress|decompress|archive file|extract zip|uncompress', 'compression'],
  ['xml|parse xml|xml to json|json to xml|convert xml', 'xml'],
  ['markdown|markdown to html|html to markdown', 'markdown'],
  [
    `title of web page|title of page|web page|page content|heading of a page|links of page|links from page|
    from page|article text|pull data from website|price from web|grab from website|monitor a web page|
    web site data|parse page|html|scrape|scraping|web scraping|html scraping|extract from website|
    extract from web page|css selector|parse html|html template|web page content|extract links|crawl|
    website content|page title|from a web page|from a website|from website|data from html|html table|
    html element|website text`,
    'html httpRequest',
  ],
  [
    `get json from|load json|fetch json|fetch data from|load data from url|data from an api|query api|ping url|
    ping website|open a url|fetch a page|send data to url|post data to url|send to our server|our own api|
    our backend|internal api|custom integration|service without node|public api|download|fetch|http request|
    api request|check website|check url|call api|rest api|call rest|call url|fetch url|fetch from url|
    request url|post json to|curl|call endpoint|call service|external api|get request|post request|http call|
    call web service|download file from url|download url|download image|any api|call http|api|url|web request|
    make request|hit an endpoint|http get|http post|put request|third party api|without integration|
    no integration`,
    'httpRequest',
  ],
  ['graphql', 'graphql'],
  ['soap', 'httpRequest xml'],
  [
    `resize image|crop|watermark|image text|blur image|rotate image|edit image|image size|thumbnail|edit picture|
    resize picture|compress image|add text to an image`,
    'editImage',
  ],
  ['chart|graph image|bar chart|line chart|pie chart|plot|diagram|visualize', 'quickChart'],
  ['qr code|barcode', 'quickChart httpRequest'],
  ['screenshot|screenshot of website|page screenshot', 'urlScanIo airtop oneSimpleApi'],
  [
    `read file from disk|write file to disk|local file|file on server|save to disk|file system|from disk|to disk`,
    'readWriteFile',
  ],
  ['shell|bash|terminal command|run command|execute command|command line', 'executeCommand ssh'],
  [
    'remote server command|command over ssh|ssh command|command on a server|command on remote|on server',
    'ssh executeCommand',
  ],
  ['ftp|sftp|ftp server|upload to server', 'ftp'],
  ['ldap|active directory', 'ldap microsoftEntra'],
  ['git repository|git clone|git commit|clone repo|commit and push|git push|git pull', 'git github gitlab'],
];

/** What starts workflows, directs them and changes their data. */
export const steps: readonly Synonym[] = [...starts, ...flow, ...data];
