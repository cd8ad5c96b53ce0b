import type { SignedIn } from '@flowstate/client'
import type { Canvas } from '@flowstate/protocol'
import { Menu } from 'lucide-react'
import { Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { latePart } from '../../app/late-part.ts'
import { patientLazy } from '../../lib/patient-lazy.ts'
import controls from '../../ui/controls.module.css'
import styles from './canvas-menu.module.css'
import { CanvasName } from './canvas-name.tsx'
import { SaveState } from './save-state.tsx'

const importMenu = () => latePart(import('./main-menu.tsx'))
const MainMenu = patientLazy(async () => (await importMenu()).MainMenu)
/** By then the canvas is on the screen; the menu is fetched before anybody asks for it. */
const fetchMenuAfterMs = 2_000

/** The way into the menu, which itself comes with the first click: a canvas is on the screen without it. */
function MenuButton({ canvas }: { readonly canvas: Canvas | null }) {
  const { t } = useTranslation()
  const [isWanted, setWanted] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => void importMenu().catch(() => undefined), fetchMenuAfterMs)
    return () => clearTimeout(timer)
  }, [])
  const button = (
    <button
      type="button"
      className={controls.iconButton}
      aria-label={t('menu')}
      aria-haspopup="menu"
      aria-expanded={false}
      onClick={() => setWanted(true)}
    >
      <Menu size={18} aria-hidden />
    </button>
  )
  if (!isWanted || canvas === null) return button
  return (
    <Suspense fallback={button}>
      <MainMenu canvas={canvas} startsOpen />
    </Suspense>
  )
}

/** Top left: the menu, the canvas' name, and whether everything is saved. */
export function CanvasMenu(props: {
  /** Null while it is being made. */
  readonly canvas: Canvas | null
  readonly mayRename: boolean
  readonly person: SignedIn['user'] | null
}) {
  const { t } = useTranslation()
  const { canvas, mayRename, person } = props
  return (
    <div className={`${controls.island} ${styles.island}`}>
      <MenuButton canvas={canvas} />
      {canvas === null ? (
        <button type="button" className={styles.name} disabled>
          {t('untitled')}
        </button>
      ) : (
        <CanvasName canvas={canvas} mayRename={mayRename} />
      )}
      <SaveState person={person} />
    </div>
  )
}
