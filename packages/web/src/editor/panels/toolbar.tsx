import { Lock, type LucideIcon, Unlock } from 'lucide-react'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { latePart } from '../../app/late-part.ts'
import { patientLazy } from '../../lib/patient-lazy.ts'
import { useFirstMomentOver } from '../../lib/use-first-moment-over.ts'
import controls from '../../ui/controls.module.css'
import { IconButton } from '../../ui/icon-button.tsx'
import { ToolbarRow } from '../../ui/toolbar-row.tsx'
import { showShortcut } from '../commands/shortcut.ts'
import { useEditor, useEditorState } from '../editor-context.ts'
import { appleKeyboard } from './apple-keyboard.ts'
import { lateToolIcons, type MainToolId, mainTools, toolIcons } from './tool-icons.ts'
import { keysOf } from './tool-keys.ts'
import styles from './toolbar.module.css'

const LateTools = patientLazy(async () => (await latePart(import('./late-tools.tsx'))).LateTools)

function ToolPlace({ icon: Icon }: { readonly icon: LucideIcon }) {
  return (
    <span className={`${controls.iconButton} ${styles.tool}`} data-waits aria-hidden>
      <Icon size={18} strokeWidth={1.9} />
    </span>
  )
}

function ToolButton({ tool }: { readonly tool: MainToolId }) {
  const { t } = useTranslation()
  const { store } = useEditor()
  const active = useEditorState((state) => state.tool === tool)
  const Icon = toolIcons[tool]
  const keys = keysOf(tool)
  const digit = keys.find((key) => /^\d$/.test(key))
  return (
    <IconButton
      label={t(`tool.${tool}`)}
      keys={keys.map((key) => showShortcut(key, appleKeyboard)).join(' ')}
      pressed={active}
      side="top"
      className={styles.tool ?? ''}
      data-tool={tool}
      onClick={() => store.setState({ tool })}
    >
      <Icon size={18} strokeWidth={1.9} aria-hidden />
      {digit !== undefined && <span className={styles.digit} data-digit={digit} aria-hidden />}
    </IconButton>
  )
}

/** The tools, bottom centre. People who may only look get the two that look. */
export function Toolbar() {
  const { t } = useTranslation()
  const { store } = useEditor()
  const readOnly = useEditorState((state) => state.readOnly)
  const locked = useEditorState((state) => state.toolLocked)
  const isSettled = useFirstMomentOver()
  const latePlaces = !readOnly && (
    <>
      <ToolPlace icon={lateToolIcons.comment} />
      <ToolPlace icon={lateToolIcons.more} />
    </>
  )
  const LockIcon = locked ? Lock : Unlock
  return (
    <ToolbarRow className={`${controls.island} ${styles.toolbar}`} label={t('toolbar')}>
      {(readOnly ? mainTools.slice(0, 2) : mainTools).map((tool) => (
        <ToolButton key={tool} tool={tool} />
      ))}
      <Suspense fallback={latePlaces}>{isSettled ? <LateTools /> : latePlaces}</Suspense>
      {!readOnly && (
        <>
          <div className={styles.line} aria-hidden />
          <IconButton
            label={t('toggleToolLock')}
            keys="Q"
            pressed={locked}
            side="top"
            className={styles.tool ?? ''}
            onClick={() => store.setState({ toolLocked: !locked })}
          >
            <LockIcon size={16} aria-hidden />
          </IconButton>
        </>
      )}
    </ToolbarRow>
  )
}
