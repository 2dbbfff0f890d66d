import type { Synonym } from './synonym.ts';

/** What people want models to do. */
export const ai: readonly Synonym[] = [
  [
    `vector database|vector store|embed document|semantic search|rag|knowledge base search|similarity search|
    store vectors|vectors|store embeddings`,
    'vectorStoreInMemory vectorStorePinecone vectorStoreQdrant vectorStorePGVector vectorStoreSupabase',
  ],
  [
    `shorten article|shorten text|shorten a long|long article|in three sentences|bullet points|short version|
    digest of|digest|recap|sum up|gist|summarize|summarise|summary|summarize text|summarize article|
    summarize document|tldr|sum up text|condense|shorten text|summarize email|ai summary|key points|
    summarize conversation|summarize news|summary of text|short summary`,
    'chainSummarization openAi agent chainLlm',
  ],
  ['summarize long|summarize document|summarize pdf|summarize text|summarize article', 'chainSummarization'],
  [
    `ai|ai agent|agent|llm|assistant|artificial intelligence|ai assistant|autonomous|ai decide|
    language model agent|ask ai|agent with tools`,
    'agent openAi chainLlm',
  ],
  [
    `llm prompt|prompt a model|ask a model|ask llm|single prompt|language model|generate text|write a text|
    rewrite text|draft text|write blog|generate description|write a reply|generate reply|write a post|
    ai generated|copywriting|write article|rephrase|proofread|correct grammar|answer with ai|reply with ai`,
    'chainLlm openAi agent',
  ],
  ['chat model|language model for agent|model for agent|llm model', 'lmChatOpenAi lmChatAnthropic lmChatGoogleGemini'],
  [
    `ai which|which department|which team|decide with ai|what kind of request|detect category|is spam|
    assign category|prioritize|spam|which topic|classify|categorize|categorise|text category|label text|
    sort into categories|triage|detect topic|which category|classify text|spam or not|urgent or not|
    detect intent`,
    'textClassifier openAi agent',
  ],
  [
    `sentiment of|mood|how happy|complaint|angry customer|sentiment|sentiment analysis|detect sentiment|
    tone of text|positive or negative|angry|happy or unhappy|mood of`,
    'sentimentAnalysis openAi',
  ],
  [
    `structured fields|pull fields|fields out of|get fields from|names from text|address from text|
    order number from|parse text|find in the text|extract|data out of|extract information|extract data from text|
    structured data from text|extract names|extract fields from text|pull out|extract invoice|parse unstructured|
    extract details|data from text|from free text|entities`,
    'informationExtractor openAi',
  ],
  [
    `my pdf|my pdf files|chat with my|our documents|my documents|our handbook|our manuals|company knowledge|
    our knowledge base|about our policies|chat with my files|question answer over document|
    answer questions from documents|ask document|ask my documents|questions about documents|chat with documents|
    answer from knowledge base|chat with pdf`,
    'chainRetrievalQa agent vectorStoreInMemory',
  ],
  [
    `generate image|create picture|image from text|draw|dall|ai image|generate picture|image generation|
    make an image`,
    'openAi googleGemini',
  ],
  [
    `voice message to text|voice to|voice message|audio message to|dictation|recording into|
    minutes from recording|subtitles|transcribe|transcribe audio|transcribe recording|speech to text|
    audio to text|voice memo|transcription|recording to text|voice to text|audio file`,
    'openAi awsTranscribe googleGemini',
  ],
  [
    `to speech|as audio|as voice|text to speech|speak text|read aloud|voice message|speech from text|
    audio from text`,
    'openAi sms77 googleGemini',
  ],
  [
    `image recognition|describe image|analyze image|what is in the picture|what is on the photo|recognize objects|
    detect faces|analyse photo`,
    'openAi googleGemini awsRekognition',
  ],
  [
    'ocr|text from image|scan receipt|receipt|scanned document|read receipt|recognize text',
    'mindee awsTextract openAi',
  ],
  [
    `translate|translation|translate text|into english|into german|to spanish|in another language|translate into|
    to french|to english`,
    'deepL googleTranslate openAi',
  ],
  ['detect language', 'googleTranslate deepL'],
  [
    `moderate content|content moderation|toxic|offensive|profanity|jailbreak|prompt injection|
    personal data in text`,
    'guardrails googlePerspective openAi',
  ],
  ['structured output|json output from model|force json|output parser', 'outputParserStructured informationExtractor'],
  [
    'remember conversation|chat memory|conversation history|agent memory|memory for agent',
    'memoryBufferWindow memoryPostgresChat memoryRedisChat',
  ],
  ['embedding|embeddings|embedding model', 'embeddingsOpenAi embeddingsGoogleGemini'],
  [
    'split document|chunk text|text splitter|split text into chunks',
    'textSplitterRecursiveCharacterTextSplitter documentDefaultDataLoader',
  ],
  [
    `search web|web search|search google|google search|search the internet|look up online|research online|
    search online|find online|research a company`,
    'perplexity toolSerpApi jinaAi httpRequest',
  ],
  ['calculator tool|math tool|do arithmetic', 'toolCalculator'],
  ['tool call workflow|workflow as tool', 'toolWorkflow'],
  ['mcp|model context protocol', 'mcpClientTool mcpTrigger mcpClient'],
];
