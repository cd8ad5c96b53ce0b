import { CloudOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { problemText } from './home-problem.ts'

/** A list that could not be read at all: what happened, and to try again. */
export function HomeTrouble(props: { readonly error: Error; onRetry(): void }) {
  const { t } = useTranslation()
  return (
    <div role="alert">
      <EmptyState icon={CloudOff} title={t('home.troubleTitle')} text={problemText(props.error)}>
        <Button look="primary" onClick={props.onRetry}>
          {t('retry')}
        </Button>
      </EmptyState>
    </div>
  )
}
