import type { Participant } from '@flowstate/protocol'
import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditor, useEditorState } from '../../editor/editor-context.ts'
import { follow } from '../../editor/presence/follow-person.ts'
import { Avatar } from '../../ui/avatar.tsx'
import controls from '../../ui/controls.module.css'
import { Menu } from '../../ui/menu.tsx'

/** The people there is no room for in the bar, by name; choosing one follows them. */
export function PeopleMenu(props: { readonly people: readonly Participant[]; readonly trigger: ReactNode }) {
  const { t } = useTranslation()
  const editor = useEditor()
  const following = useEditorState((state) => state.following)
  return (
    <Menu trigger={props.trigger} startsOpen>
      {props.people.map(({ sessionId, displayName, color }) => (
        <DropdownMenu.Item
          key={sessionId}
          className={controls.menuItem}
          onSelect={() => follow(editor, sessionId)}
        >
          <Avatar name={displayName} color={color} />
          <span className={controls.menuText}>
            {t(following === sessionId ? 'follow.stop' : 'follow.start', { name: displayName })}
          </span>
        </DropdownMenu.Item>
      ))}
    </Menu>
  )
}
