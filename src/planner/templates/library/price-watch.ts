import { check, daily, get, line, sendMail } from '../parts.ts';
import { emailSlot, fromSlot, textSlot, timeSlot, urlSlot } from '../slots.ts';
import { defineTemplate } from '../template.ts';

/** Looks at a price every day and mails when it falls below a limit. */
export const priceWatch = defineTemplate({
  slug: 'price-watch',
  name: 'Price watch',
  description: 'Looks at a price every day and mails when it falls below a limit.',
  technique: 'monitoring',
  words: ['price', 'cheaper', 'stock', 'limit', 'threshold', 'exchange rate'],
  slots: [
    urlSlot('price'),
    textSlot('limit', 'Limit', 'limit'),
    emailSlot(),
    fromSlot(),
    timeSlot({ default: '08:00' }),
  ],
  nodes: [
    daily(),
    get('Get the price', '<<url>>'),
    check('Below the limit?', '={{ $json.price }}', 'number', 'lt', '<<limit>>'),
    sendMail('Tell', 'The price fell below <<limit>>', '=The price is {{ $json.price }} now: <<url>>'),
  ],
  connections: [...line('Every day', 'Get the price', 'Below the limit?', 'Tell')],
  assumes: ['priceField'],
});
