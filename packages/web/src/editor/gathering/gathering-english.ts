/** Words for asking everybody to follow, and for writing at the cursor. */
export const gatheringEnglish = {
  'spotlight.start': 'Ask everyone to follow me',
  'spotlight.stop': 'Stop asking everyone to follow',
  'spotlight.asks': '{{name}} asks everyone to follow',
  'spotlight.follow': 'Follow',
  'spotlight.dismiss': 'Not now',
  'spotlight.over': '{{name}} no longer asks everyone to follow.',
  'spotlight.yours': 'You are asking everyone to follow',
  'spotlight.nobody': 'Nobody follows yet',
  'spotlight.followers_one': '{{count}} person follows',
  'spotlight.followers_other': '{{count}} people follow',
  'spotlight.end': 'End',
  'spotlight.offline': 'Nobody would hear of it: there is no connection. Try again when it is back.',

  'chat.label': 'Write at your cursor',
  'chat.placeholder': 'Say something',
  'chat.log': 'Words at the cursors of others',
  'chat.said': '{{name}}: {{text}}',
} as const
