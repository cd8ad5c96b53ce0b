import i18next from 'i18next'
import { type Editor, notify } from '../editor.ts'
import { follow } from '../presence/follow-person.ts'
import { type Command, viewCommand } from './command.ts'

/** The next person who can be followed, in the order they came; after the last comes nobody. */
function followNext(editor: Editor): void {
  const { store, port } = editor
  const ids = [...port.presence.companions().keys()]
  const { following } = store.getState()
  const next = ids[following === null ? 0 : ids.indexOf(following) + 1]
  if (next !== undefined) follow(editor, next)
  else if (following !== null) store.setState({ following: null })
  else notify(editor, i18next.t('follow.nobody'))
}

export const followCommands: readonly Command[] = [viewCommand('followNext', ['Shift+F'], followNext)]
