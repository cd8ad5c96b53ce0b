import type { ComponentProps } from 'react'
import { useTranslation } from 'react-i18next'
import { LabelledField } from '../../ui/labelled-field.tsx'

type FieldProps = Omit<ComponentProps<typeof LabelledField>, 'label' | 'name' | 'type' | 'autoComplete'> & {
  readonly problem: string | null
}

/** The address an account is known by. */
export function EmailField(props: FieldProps) {
  const { t } = useTranslation()
  return (
    <LabelledField
      label={t('auth.email')}
      name="email"
      type="email"
      autoComplete="username"
      maxLength={254}
      required
      {...props}
    />
  )
}

/** What others see of a person. */
export function NameField(props: FieldProps) {
  const { t } = useTranslation()
  return (
    <LabelledField
      label={t('auth.name')}
      name="name"
      autoComplete="name"
      hint={t('auth.nameHint')}
      maxLength={80}
      pattern=".*\S.*"
      required
      {...props}
    />
  )
}
