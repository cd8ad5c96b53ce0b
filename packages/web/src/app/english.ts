import { commandEnglish } from '../editor/commands/command-english.ts'
import { editorEnglish } from '../editor/editor-english.ts'
import { exportEnglish } from '../editor/export/export-english.ts'
import { imagesEnglish } from '../editor/images/images-english.ts'
import { importEnglish } from '../editor/import/import-english.ts'
import { accountEnglish } from '../features/account/account-english.ts'
import { activityEnglish } from '../features/activity/activity-english.ts'
import { authEnglish } from '../features/auth/auth-english.ts'
import { troubleEnglish } from '../features/canvases/trouble-english.ts'
import { demoEnglish } from '../features/demo/demo-english.ts'
import { homeEnglish } from '../features/home/home-english.ts'
import { offlineEnglish } from '../features/offline/offline-english.ts'
import { shareEnglish } from '../features/sharing/share-english.ts'
import { workspacesEnglish } from '../features/workspaces/workspaces-english.ts'
import { frameEnglish } from './frame-english.ts'

/** The words on the screen: short, plain, warm; what happened and what to do next. */
export const english = {
  ...frameEnglish,
  ...commandEnglish,
  ...editorEnglish,
  ...exportEnglish,
  ...importEnglish,
  ...authEnglish,
  ...accountEnglish,
  ...activityEnglish,
  ...demoEnglish,
  ...troubleEnglish,
  ...shareEnglish,
  ...homeEnglish,
  ...workspacesEnglish,
  ...offlineEnglish,
  ...imagesEnglish,
  appName: 'FlowState',
  close: 'Close',
  cancel: 'Cancel',
  copy: 'Copy',
  copied: 'Copied',
  retry: 'Try again',
  loadingCanvas: 'Opening the canvas…',
  guestName: 'Guest',
  untitled: 'Untitled',

  menu: 'Menu',
  newCanvas: 'New canvas',
  recentCanvases: 'Your canvases',
  theme: 'Theme',
  'theme.light': 'Light',
  'theme.dark': 'Dark',
  'theme.system': 'System',
  canvasName: 'Canvas name',
  rename: 'Rename canvas',
  toolbar: 'Tools',
  moreShapes: 'More shapes',
  canvas: 'Canvas',
  keyboardShortcuts: 'Keyboard shortcuts',

  'save.saved': 'Saved',
  'save.saving': 'Saving…',
  'save.connecting': 'Connecting…',
  'save.offline': 'Offline. Your work is kept here',
  'save.offlineWaiting_one': 'Offline, {{count}} change waiting',
  'save.offlineWaiting_other': 'Offline, {{count}} changes waiting',
  'save.paused': 'Edits are paused',
  'save.failed_one': '{{count}} change could not be saved',
  'save.failed_other': '{{count}} changes could not be saved',
  'save.stopped': 'Connection closed',
  'save.unsafe': 'This browser cannot keep unsent work. Stay until everything is saved.',
  'failed.title': 'Could not be saved',
  'failed.text': 'The server refused these changes. They are kept here so that nothing is lost.',
  'failed.copy': 'Copy all',
  'failed.forget': 'Remove from list',
  leaveWarning: 'Some changes are not saved yet.',

  readOnly: 'View only',
  'readOnly.viewer': 'You can look around here. Ask the owner for an edit link to draw.',
  'readOnly.outdated': 'This canvas was written by a newer version. Reload to go on.',

  people: 'People here',
  you: 'You',
  share: 'Share',
  history: 'History',
  'share.title': 'Share this canvas',
  'share.edit': 'Can edit',
  'share.view': 'Can view',
  'share.copyLink': 'Copy link',
  'share.loopback':
    'This server only listens on this computer, so only people on this computer can open the link. Start it with HOST=0.0.0.0 to let others in.',
  'share.yourName': 'Your name',
  'share.nameHint': 'Others see this next to your cursor.',
  'share.failed': 'The link could not be made. {{detail}}',
  'share.onlyMembers':
    'You came by a link yourself, and only members of the workspace make new ones. Pass on the link you have.',
  'share.onlyEditors': 'Only people who can edit can share this canvas.',

  'undo.offline': 'Undo: when the connection is back',
  'redo.offline': 'Redo: when the connection is back',
  zoomLevel: 'Zoom {{percent}} %. Reset to 100 %',
  nothingToUndo: 'Nothing of yours left to undo',

  'tool.select': 'Select',
  'tool.hand': 'Hand',
  'tool.rectangle': 'Rectangle',
  'tool.diamond': 'Diamond',
  'tool.ellipse': 'Ellipse',
  'tool.triangle': 'Triangle',
  'tool.hexagon': 'Hexagon',
  'tool.star': 'Star',
  'tool.cloud': 'Cloud',
  'tool.cylinder': 'Cylinder',
  'tool.callout': 'Callout',
  'tool.polygon': 'Polygon',
  'tool.note': 'Note',
  'tool.frame': 'Frame',
  'tool.line': 'Line',
  'tool.arrow': 'Arrow',
  'tool.draw': 'Draw',
  'tool.highlight': 'Highlighter',
  'tool.text': 'Text',
  'tool.eraser': 'Eraser',

  'empty.title': 'A fresh canvas',
  'empty.text': 'Pick a tool below and draw. Everything is saved as you go.',
  'text.kept': 'This shape was deleted while you were typing. Your text is kept here as a new one.',

  'timeline.title': 'History',
  'timeline.slider': 'Version',
  'timeline.play': 'Play',
  'timeline.pause': 'Pause',
  'timeline.version': 'Version {{version}} of {{head}}',
  'timeline.live': 'Now',
  'timeline.empty': 'Nothing has happened on this canvas yet.',
  'timeline.nameIt': 'Name this version',
  'timeline.namePlaceholder': 'For example: before the review',
  'timeline.save': 'Save name',
  'timeline.checkpoints': 'Named versions',
  'timeline.noCheckpoints': 'No version has a name yet.',
  'timeline.restore': 'Restore this version',
  'timeline.restoreConfirm':
    'Bring the canvas back to version {{version}}? Nothing is lost: what came after stays in the history, and you can undo.',
  'timeline.restored': 'Restored version {{version}}',
  'timeline.nothingToRestore': 'The canvas already looks like that',
  'timeline.failed': 'The history could not be read. {{detail}}',
  'timeline.loading': 'Reading the history…',
  'timeline.someone': 'FlowState',
  'timeline.previous': 'Step back',
  'timeline.next': 'Step forward',

  'kind.edit': 'edited',
  'kind.undo': 'undid a step',
  'kind.redo': 'redid a step',
  'kind.restore': 'restored a version',
  'kind.revert': 'took changes back',
  'kind.import': 'imported',
  'kind.system': 'tidied up',

  'error.title': 'That did not work',
  'error.notFound': 'There is no canvas here, or it is not shared with you.',
  'error.share': 'This link does not work any more. Ask for a new one.',
  'error.offline': 'The server cannot be reached. Check your connection and try again.',
  'error.home': 'Go to my canvas',
} as const
