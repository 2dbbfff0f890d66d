import { addRow, below, chatModel, extract, line, node, setFields } from '../parts.ts';
import { sheetSlot, tabSlot, textSlot } from '../slots.ts';
import { defineTemplate } from '../template.ts';

/** Reads new PDF files of a Google Drive folder and adds what they say to a sheet. */
export const pdfToSheet = defineTemplate({
  slug: 'pdf-to-sheet',
  name: 'PDF files to a sheet',
  description: 'Reads new PDF files of a Google Drive folder and adds what they say to a sheet.',
  technique: 'extraction',
  words: ['pdf', 'drive', 'document', 'ocr', 'contract'],
  slots: [textSlot('folder', 'Drive folder', 'folder'), sheetSlot(), tabSlot()],
  nodes: [
    node('New file', 'googleDriveTrigger', {
      pollTimes: { item: [{ mode: 'everyHour', minute: 0 }] },
      triggerOn: 'specificFolder',
      folderToWatch: '<<folder>>',
      event: 'fileCreated',
      options: {},
    }),
    node('Download', 'googleDrive', {
      resource: 'file',
      operation: 'download',
      fileId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
      options: {},
    }),
    node('Read the PDF', 'extractFromFile', { operation: 'pdf', binaryPropertyName: 'data', options: {} }),
    extract('Pick the facts', '={{ $json.text }}', [
      { name: 'title', description: 'Title of the document' },
      { name: 'date', type: 'date', description: 'Date of the document' },
      { name: 'parties', description: 'Names of the people or companies in it' },
      { name: 'summary', description: 'One sentence about what it is' },
    ]),
    chatModel(),
    setFields('Columns', {
      title: '={{ $json.output.title }}',
      date: '={{ $json.output.date }}',
      parties: '={{ $json.output.parties }}',
      summary: '={{ $json.output.summary }}',
    }),
    addRow(),
  ],
  connections: [
    ...line('New file', 'Download', 'Read the PDF', 'Pick the facts', 'Columns', 'Add a row'),
    below('Chat model', 'Pick the facts', 'languageModel'),
  ],
});
