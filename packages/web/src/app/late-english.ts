import { lateCommandEnglish } from '../editor/commands/late-command-english.ts'
import { exportEnglish } from '../editor/export/export-english.ts'
import { framesEnglish } from '../editor/frames/frames-english.ts'
import { gatheringEnglish } from '../editor/gathering/gathering-english.ts'
import { imagesEnglish } from '../editor/images/images-english.ts'
import { importEnglish } from '../editor/import/import-english.ts'
import { lateEditorEnglish } from '../editor/late-editor-english.ts'
import { layersEnglish } from '../editor/layers/layers-english.ts'
import { linksEnglish } from '../editor/links/links-english.ts'
import { navigateEnglish } from '../editor/navigate/navigate-english.ts'
import { numbersEnglish } from '../editor/numbers/numbers-english.ts'
import { helpEnglish } from '../editor/panels/help-english.ts'
import { styleEnglish } from '../editor/panels/style-english.ts'
import { accountEnglish } from '../features/account/account-english.ts'
import { activityEnglish } from '../features/activity/activity-english.ts'
import { authEnglish } from '../features/auth/auth-english.ts'
import { troubleEnglish } from '../features/canvases/trouble-english.ts'
import { commentsEnglish } from '../features/comments/comments-english.ts'
import { lateDemoEnglish } from '../features/demo/late-demo-english.ts'
import { homeEnglish } from '../features/home/home-english.ts'
import { shareEnglish } from '../features/sharing/share-english.ts'
import { workspacesEnglish } from '../features/workspaces/workspaces-english.ts'

/** Words of pages, panels and dialogs that are not there in the first moment of a canvas. */
export const lateEnglish = {
  ...accountEnglish,
  ...activityEnglish,
  ...authEnglish,
  ...commentsEnglish,
  ...exportEnglish,
  ...framesEnglish,
  ...gatheringEnglish,
  ...helpEnglish,
  ...homeEnglish,
  ...imagesEnglish,
  ...importEnglish,
  ...lateCommandEnglish,
  ...lateDemoEnglish,
  ...lateEditorEnglish,
  ...troubleEnglish,
  ...layersEnglish,
  ...linksEnglish,
  ...navigateEnglish,
  ...numbersEnglish,
  ...shareEnglish,
  ...styleEnglish,
  ...workspacesEnglish,
  cancel: 'Cancel',
  copy: 'Copy',
  copied: 'Copied',
  keyboardShortcuts: 'Keyboard shortcuts',

  recentCanvases: 'Your canvases',
  theme: 'Theme',
  'theme.light': 'Light',
  'theme.dark': 'Dark',
  'theme.system': 'System',
  language: 'Language',

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
  'timeline.rename': 'Change the name of “{{name}}”',
  'timeline.removeName': 'Remove the name',
  'timeline.checkpoints': 'Named versions',
  'timeline.noCheckpoints': 'No version has a name yet.',
  'timeline.restore': 'Restore this version',
  'timeline.restoreConfirm':
    'Bring the canvas back to version {{version}}? Nothing is lost: what came after stays in the history, and you can undo.',
  'timeline.restored': 'Restored version {{version}}',
  'timeline.nothingToRestore': 'The canvas already looks like that',
  'timeline.failed': 'The history could not be read. {{detail}}',
  'timeline.loading': 'Reading the history…',
  'timeline.reading': 'reading…',
  'timeline.someone': 'FlowState',
  'timeline.previous': 'Step back',
  'timeline.next': 'Step forward',

  'past.select': 'Select shapes of this version',
  'past.copied': 'Copied. Close the history and paste it.',

  'compare.with': 'Compare with now',
  'compare.title': 'Since version {{version}}',
  'compare.counts': '{{changed}} changed · {{removed}} gone · {{added}} new',
  'compare.nothing': 'Nothing has changed.',
  'compare.way.added': 'new',
  'compare.way.removed': 'gone',
  'compare.part.words': 'words',
  'compare.part.moved': 'moved',
  'compare.part.form': 'form',
  'compare.part.look': 'look',
  'compare.part.container': 'grouping',
  'compare.part.order': 'order',
  'compare.choose': 'Choose {{name}}',
  'compare.restoreNone': 'Make as it was',
  'compare.restore_one': 'Make {{count}} as it was',
  'compare.restore_other': 'Make {{count}} as they were',
  'compare.more_one': 'and {{count}} more',
  'compare.more_other': 'and {{count}} more',
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
  'failed.title': 'Could not be saved',
  'failed.text': 'The server refused these changes. They are kept here so that nothing is lost.',
  'failed.copy': 'Copy all',
  'failed.forget': 'Remove from list',

  'kind.edit': 'edited',
  'kind.undo': 'undid a step',
  'kind.redo': 'redid a step',
  'kind.restore': 'restored a version',
  'kind.revert': 'took changes back',
  'kind.import': 'imported',
  'kind.system': 'tidied up',
} as const
