import type { Canvas } from '@flowstate/protocol'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import {
  CircleHelp,
  Download,
  FilePlus2,
  FolderInput,
  LayoutGrid,
  Menu,
  Monitor,
  Moon,
  PanelsTopLeft,
  Sun,
} from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { languageNames, languages } from '../../app/language-names.ts'
import { useServices } from '../../app/services.ts'
import { type ThemeChoice, useTheme } from '../../app/theme-store.ts'
import { chooseLanguage, chosenLanguage } from '../../app/translations.ts'
import { commandEnabled, commandOf, runCommand } from '../../editor/commands/command-registry.ts'
import { notify } from '../../editor/editor.ts'
import { useEditor } from '../../editor/editor-context.ts'
import controls from '../../ui/controls.module.css'
import { layerHost } from '../../ui/layer-host.ts'
import { AccountItems } from '../auth/account-items.tsx'
import styles from './canvas-menu.module.css'
import { createCanvas, listCanvases } from './create-canvas.ts'
import { titled } from './titled-canvas.ts'
import { visitedCanvases } from './visited-canvases.ts'

const recentMax = 5
const themes: readonly (readonly [ThemeChoice, typeof Sun])[] = [
  ['light', Sun],
  ['dark', Moon],
  ['system', Monitor],
]

/** Own canvases and visited ones, each once. */
function useRecentCanvases(current: Canvas, open: boolean) {
  const { rest } = useServices()
  const { data } = useQuery({ queryKey: ['canvases'], enabled: open, queryFn: () => listCanvases(rest) })
  const all = [...visitedCanvases(), ...(data ?? [])]
  const named = new Map((data ?? []).map((canvas) => [canvas.id, titled(canvas).name]))
  const unique = new Map(all.map((canvas) => [canvas.id, named.get(canvas.id) ?? titled(canvas).name]))
  unique.delete(current.id)
  return [...unique].slice(0, recentMax).map(([id, name]) => ({ id, name }))
}

function ThemeItems() {
  const { t } = useTranslation()
  const { choice, choose } = useTheme()
  return (
    <DropdownMenu.RadioGroup
      className={styles.themes}
      value={choice}
      onValueChange={(value) => {
        const found = themes.find(([name]) => name === value)
        if (found !== undefined) choose(found[0])
      }}
    >
      {themes.map(([name, Icon]) => (
        <DropdownMenu.RadioItem
          key={name}
          value={name}
          className={styles.theme}
          onSelect={(event) => event.preventDefault()}
        >
          <Icon size={15} aria-hidden /> {t(`theme.${name}`)}
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  )
}

function LanguageItems() {
  const [language, setLanguage] = useState(chosenLanguage)
  return (
    <DropdownMenu.RadioGroup
      className={styles.themes}
      value={language}
      onValueChange={(value) => {
        const found = languages.find((name) => name === value)
        if (found === undefined) return
        setLanguage(found)
        chooseLanguage(found)
      }}
    >
      {languages.map((name) => (
        <DropdownMenu.RadioItem
          key={name}
          value={name}
          lang={name}
          className={styles.theme}
          onSelect={(event) => event.preventDefault()}
        >
          {languageNames[name]}
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  )
}

/** The menu: new and recent canvases, keys, and how the app looks. */
export function MainMenu({ canvas, startsOpen }: { readonly canvas: Canvas; readonly startsOpen: boolean }) {
  const { t } = useTranslation()
  const editor = useEditor()
  const { rest, queries } = useServices()
  const navigate = useNavigate()
  const [open, setOpen] = useState(startsOpen)
  const recent = useRecentCanvases(canvas, open)

  const goTo = (canvasId: string) => void navigate({ to: '/c/$canvasId', params: { canvasId } })
  const create = async (): Promise<void> => {
    try {
      const made = await createCanvas(rest)
      await queries.invalidateQueries({ queryKey: ['canvases'] })
      goTo(made.id)
    } catch (error) {
      notify(editor, error instanceof Error ? error.message : t('error.offline'))
    }
  }

  return (
    <DropdownMenu.Root modal={false} open={open} onOpenChange={setOpen}>
      <DropdownMenu.Trigger asChild>
        <button type="button" className={controls.iconButton} aria-label={t('menu')}>
          <Menu size={18} aria-hidden />
        </button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={layerHost()}>
        <DropdownMenu.Content
          className={controls.menu}
          align="start"
          sideOffset={8}
          alignOffset={-4}
          collisionPadding={12}
        >
          <AccountItems />
          <DropdownMenu.Item className={controls.menuItem} onSelect={() => void create()}>
            <FilePlus2 size={17} aria-hidden />
            <span className={controls.menuText}>{t('newCanvas')}</span>
          </DropdownMenu.Item>
          <DropdownMenu.Item className={controls.menuItem} onSelect={() => void navigate({ to: '/home' })}>
            <LayoutGrid size={17} aria-hidden />
            <span className={controls.menuText}>{t('home.all')}</span>
          </DropdownMenu.Item>
          <DropdownMenu.Item
            className={controls.menuItem}
            disabled={!commandEnabled(commandOf('importDrawing'), editor)}
            onSelect={() => runCommand(editor, 'importDrawing')}
          >
            <FolderInput size={17} aria-hidden />
            <span className={controls.menuText}>{t('importDrawing')}</span>
          </DropdownMenu.Item>
          <DropdownMenu.Item
            className={controls.menuItem}
            onSelect={() => runCommand(editor, 'exportDrawing')}
          >
            <Download size={17} aria-hidden />
            <span className={controls.menuText}>{t('exportDrawing')}</span>
          </DropdownMenu.Item>
          <DropdownMenu.Item className={controls.menuItem} onSelect={() => runCommand(editor, 'help')}>
            <CircleHelp size={17} aria-hidden />
            <span className={controls.menuText}>{t('keyboardShortcuts')}</span>
            <span className={controls.keys}>?</span>
          </DropdownMenu.Item>
          <DropdownMenu.Separator className={controls.menuLine} />
          <DropdownMenu.Label className={controls.menuLabel}>{t('theme')}</DropdownMenu.Label>
          <ThemeItems />
          <DropdownMenu.Label className={controls.menuLabel}>{t('language')}</DropdownMenu.Label>
          <LanguageItems />
          {recent.length > 0 && (
            <>
              <DropdownMenu.Separator className={controls.menuLine} />
              <DropdownMenu.Label className={controls.menuLabel}>{t('recentCanvases')}</DropdownMenu.Label>
              {recent.map(({ id, name }) => (
                <DropdownMenu.Item key={id} className={controls.menuItem} onSelect={() => goTo(id)}>
                  <PanelsTopLeft size={17} aria-hidden />
                  <span className={controls.menuText}>{name}</span>
                </DropdownMenu.Item>
              ))}
            </>
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
