import { CloudOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { isUnreachable, problemText } from './home-problem.ts'

/** A list that could not be read at all: what happened, and to try again. */
export function HomeTrouble(props: {
  readonly error: Error
  /** Nothing else is on the page. */
  readonly alone?: boolean
  onRetry(): void
}) {
  const { t } = useTranslation()
  const { error, alone = false } = props
  const title = t(isUnreachable(error) ? 'offline.title' : 'home.troubleTitle')
  return (
    <div role="alert">
      <EmptyState icon={CloudOff} alone={alone} title={title} text={problemText(error)}>
        <Button look="primary" onClick={props.onRetry}>
          {t('retry')}
        </Button>
      </EmptyState>
    </div>
  )
}
