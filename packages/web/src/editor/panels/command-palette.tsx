import { Search } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import controls from '../../ui/controls.module.css'
import type { Command } from '../commands/command.ts'
import { commandEnabled, commands } from '../commands/command-registry.ts'
import { fuzzyScore } from '../commands/fuzzy-match.ts'
import { showShortcut } from '../commands/shortcut.ts'
import { useEditor } from '../editor-context.ts'
import { appleKeyboard } from './apple-keyboard.ts'
import styles from './command-palette.module.css'
import { recentCommands, rememberCommand } from './recent-commands.ts'

interface Listed {
  readonly command: Command
  readonly name: string
  readonly isRecent: boolean
}

/** The commands that can run now and fit what was typed: used last first, then best first. */
function useListed(typed: string): readonly Listed[] {
  const { t } = useTranslation()
  const editor = useEditor()
  const usable = (command: Command) => command.id !== 'palette' && commandEnabled(command, editor)
  const recent = recentCommands().filter(usable)
  const listed = (command: Command): Listed => ({
    command,
    name: t(command.title?.(editor) ?? command.id),
    isRecent: recent.includes(command),
  })
  if (typed.trim() === '')
    return [...recent, ...commands.filter((command) => usable(command) && !recent.includes(command))].map(
      listed,
    )
  return commands
    .filter(usable)
    .map(listed)
    .flatMap((one) => {
      const score = fuzzyScore(typed, one.name)
      return score === null ? [] : [{ ...one, score: score + (one.isRecent ? 2 : 0), isRecent: false }]
    })
    .sort((a, b) => b.score - a.score)
}

function Heading({ listed, index }: { readonly listed: readonly Listed[]; readonly index: number }) {
  const { t } = useTranslation()
  const one = listed[index]
  const before = listed[index - 1]
  const anyRecent = listed.some(({ isRecent }) => isRecent)
  if (one === undefined || !anyRecent || one.isRecent === before?.isRecent) return null
  return (
    <div className={controls.menuLabel} role="presentation">
      {t(one.isRecent ? 'palette.recent' : 'palette.all')}
    </div>
  )
}

/** Every command and tool by its name: type a few letters, Enter. */
export function CommandPalette() {
  const { t } = useTranslation()
  const editor = useEditor()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const listed = useListed(typed)
  const chosen = listed[Math.min(at, listed.length - 1)]
  const id = useId()
  const chosenRow = useRef<HTMLDivElement>(null)
  const close = () => editor.store.setState({ dialog: null })

  const chosenId = chosen?.command.id
  // biome-ignore lint/correctness/useExhaustiveDependencies: another row has the ref when the choice moves
  useEffect(() => {
    chosenRow.current?.scrollIntoView({ block: 'nearest' })
  }, [chosenId])

  const run = (command: Command): void => {
    rememberCommand(command)
    close()
    command.run(editor)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && listed.length > 0) {
      event.preventDefault()
      setAt((Math.min(at, listed.length - 1) + step + listed.length) % listed.length)
    } else if (event.key === 'Enter' && chosen !== undefined) {
      event.preventDefault()
      run(chosen.command)
    } else if (event.key.toLowerCase() === 'k' && (event.metaKey || event.ctrlKey)) {
      event.preventDefault()
      close()
    }
  }

  return (
    <Dialog.Root open onOpenChange={(open) => !open && close()}>
      <Dialog.Portal>
        <div className={controls.shade} />
        <Dialog.Content className={styles.palette} aria-describedby={undefined} onKeyDown={onKeyDown}>
          <Dialog.Title className={styles.unseen}>{t('palette')}</Dialog.Title>
          <div className={styles.search}>
            <Search size={18} aria-hidden />
            <input
              className={styles.input}
              role="combobox"
              aria-expanded
              aria-controls={id}
              aria-autocomplete="list"
              {...(chosen === undefined ? {} : { 'aria-activedescendant': `${id}-${chosen.command.id}` })}
              aria-label={t('palette.placeholder')}
              placeholder={t('palette.placeholder')}
              autoComplete="off"
              spellCheck={false}
              value={typed}
              onChange={(event) => {
                setTyped(event.target.value)
                setAt(0)
              }}
            />
          </div>
          <div className={styles.list} id={id} role="listbox" aria-label={t('palette')} tabIndex={-1}>
            {listed.map((one, index) => (
              <div key={one.command.id} role="presentation">
                <Heading listed={listed} index={index} />
                <div
                  ref={one === chosen ? chosenRow : null}
                  id={`${id}-${one.command.id}`}
                  role="option"
                  aria-selected={one === chosen}
                  className={styles.row}
                  onPointerMove={() => setAt(index)}
                  onClick={() => run(one.command)}
                  onKeyDown={undefined}
                  tabIndex={-1}
                >
                  <span className={controls.menuText}>{one.name}</span>
                  {one.command.shortcuts.slice(0, 2).map((shortcut) => (
                    <kbd key={shortcut} className={styles.key}>
                      {showShortcut(shortcut, appleKeyboard)}
                    </kbd>
                  ))}
                </div>
              </div>
            ))}
          </div>
          {listed.length === 0 && (
            <p className={styles.nothing} role="status">
              {t('palette.nothing')}
            </p>
          )}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
