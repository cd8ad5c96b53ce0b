import { Link } from '@tanstack/react-router'
import { MapPinOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { PageFrame } from '../../app/page-frame.tsx'
import controls from '../../ui/controls.module.css'
import { EmptyState } from '../../ui/empty-state.tsx'

/** An address that leads nowhere: said, not passed over with another page. */
export function NotFoundPage() {
  const { t } = useTranslation()
  return (
    <PageFrame>
      <EmptyState icon={MapPinOff} alone title={t('notFound.title')} text={t('notFound.text')}>
        <Link to="/home" className={`${controls.button} ${controls.primary}`}>
          {t('person.home')}
        </Link>
      </EmptyState>
    </PageFrame>
  )
}
