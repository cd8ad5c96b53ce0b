import type { Participant } from '@flowstate/protocol'
import { Megaphone } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditor, useEditorState } from '../../editor/editor-context.ts'
import { toggleSpotlight } from '../../editor/gathering/with-others.ts'
import { follow } from '../../editor/presence/follow-person.ts'
import { Avatar } from '../../ui/avatar.tsx'
import controls from '../../ui/controls.module.css'
import { Menu, MenuItem, MenuLabel, MenuLine } from '../../ui/menu.tsx'

/** People by name: choosing one follows them. Who may edit can ask everybody to follow (PR3). */
export function PeopleMenu(props: { readonly people: readonly Participant[]; readonly trigger: ReactNode }) {
  const { t } = useTranslation()
  const editor = useEditor()
  const following = useEditorState((state) => state.following)
  const readOnly = useEditorState((state) => state.readOnly)
  const isAsking = editor.port.presence.own().spotlight === true
  return (
    <Menu trigger={props.trigger} startsOpen>
      {props.people.length === 0 && <MenuLabel>{t('follow.nobody')}</MenuLabel>}
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
      {!readOnly && (
        <>
          <MenuLine />
          <MenuItem
            icon={Megaphone}
            label={t(isAsking ? 'spotlight.stop' : 'spotlight.start')}
            onSelect={() => toggleSpotlight(editor)}
          />
        </>
      )}
    </Menu>
  )
}
