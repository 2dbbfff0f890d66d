import { daily, get, line, node, postToSlack } from '../parts.ts';
import { channelSlot, textSlot, timeSlot } from '../slots.ts';
import { defineTemplate } from '../template.ts';

/** Posts the weather of a place to Slack every morning. */
export const weatherEveryMorning = defineTemplate({
  slug: 'weather-every-morning',
  name: 'Weather every morning',
  description: 'Posts the weather of a place to Slack every morning.',
  technique: 'scheduling',
  words: ['forecast', 'temperature', 'rain'],
  slots: [textSlot('city', 'Place', 'place'), channelSlot(), timeSlot({ default: '07:30' })],
  nodes: [
    daily('Every morning'),
    node('Find the place', 'httpRequest', {
      method: 'GET',
      url: 'https://geocoding-api.open-meteo.com/v1/search',
      sendQuery: true,
      specifyQuery: 'keypair',
      queryParameters: {
        parameters: [
          { name: 'name', value: '<<city>>' },
          { name: 'count', value: '1' },
        ],
      },
      options: {},
    }),
    get(
      'Weather',
      '=https://api.open-meteo.com/v1/forecast?latitude={{ $json.results[0].latitude }}&longitude={{ $json.results[0].longitude }}&current=temperature_2m&daily=temperature_2m_max,temperature_2m_min,precipitation_probability_max&forecast_days=1&timezone=auto',
    ),
    postToSlack(
      'Post the weather',
      '=Weather in <<city>>: {{ $json.current.temperature_2m }} °C now, {{ $json.daily.temperature_2m_min[0] }} to {{ $json.daily.temperature_2m_max[0] }} °C today, chance of rain {{ $json.daily.precipitation_probability_max[0] }} %',
    ),
  ],
  connections: [...line('Every morning', 'Find the place', 'Weather', 'Post the weather')],
  assumes: ['openMeteo'],
});
