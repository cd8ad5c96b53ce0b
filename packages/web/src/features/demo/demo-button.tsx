import { Sparkles } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { useDemo } from './use-demo.ts'

/** A way in for people who would rather look around first. */
export function DemoButton({ look = 'plain' }: { readonly look?: 'plain' | 'quiet' }) {
  const { t } = useTranslation()
  const { making, make } = useDemo()
  return (
    <Button look={look} busy={making} onClick={() => void make()}>
      <Sparkles size={15} aria-hidden />
      {making ? t('demo.making') : t('demo.make')}
    </Button>
  )
}
