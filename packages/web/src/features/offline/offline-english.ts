/** Words for the time without a connection. */
export const offlineEnglish = {
  'offline.title': 'No connection',
  'offline.neverOpened':
    'This canvas has not been open in this browser yet, so there is nothing to show without the server. It opens as soon as the connection is back.',
  'offline.newVersion': 'FlowState was updated. Reload to go on with the new version.',
  'offline.reload': 'Reload',
} as const
