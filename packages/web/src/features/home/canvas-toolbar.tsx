import { LayoutGrid, Plus, Rows3 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { ChoiceField } from '../../ui/choice-field.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import styles from './home-pages.module.css'
import { type CanvasSort, useHomePreferences } from './home-preferences.ts'

const sorts: readonly CanvasSort[] = ['recent', 'name', 'created']

/** How canvases are ordered and laid out. */
export function ListChoices() {
  const { t } = useTranslation()
  const { sort, view, sortBy, viewAs } = useHomePreferences()
  return (
    <div className={styles.choices}>
      <ChoiceField
        label={t('home.sort')}
        quiet
        value={sort}
        options={sorts.map((value) => ({ value, label: t(`home.sort.${value}`) }))}
        choose={sortBy}
      />
      <span className={styles.views}>
        <IconButton label={t('home.grid')} pressed={view === 'grid'} onClick={() => viewAs('grid')}>
          <LayoutGrid size={17} aria-hidden />
        </IconButton>
        <IconButton label={t('home.list')} pressed={view === 'list'} onClick={() => viewAs('list')}>
          <Rows3 size={17} aria-hidden />
        </IconButton>
      </span>
    </div>
  )
}

/** Makes a canvas and opens it; once, however often it is pressed. */
export function NewCanvasButton({ create }: { create(): Promise<void> }) {
  const { t } = useTranslation()
  const [busy, setBusy] = useState(false)
  return (
    <Button
      look="primary"
      busy={busy}
      onClick={() => {
        setBusy(true)
        void create().finally(() => setBusy(false))
      }}
    >
      <Plus size={17} aria-hidden />
      {t('home.newCanvas')}
    </Button>
  )
}
