import type { SignedIn } from '@flowstate/client'
import { personColors } from '@flowstate/protocol'
import { Check } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services.ts'
import { readableOn } from '../../editor/presence/readable-on.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { LabelledField } from '../../ui/labelled-field.tsx'
import { toast } from '../../ui/toasts.ts'
import { NameField } from '../auth/account-fields.tsx'
import { AccountForm } from '../auth/account-form.tsx'
import { editMyself } from '../auth/edit-myself.ts'
import { useAccountForm } from '../auth/use-account-form.ts'
import styles from './account-page.module.css'

function ColorChoice(props: { readonly color: string; choose(color: string): void }) {
  const { t } = useTranslation()
  // A colour from elsewhere stays among the choices, so that looking at the page changes nothing.
  const known: readonly string[] = personColors
  const colors = known.includes(props.color) ? known : [...known, props.color]
  return (
    <fieldset className={styles.colors}>
      <legend>{t('account.color')}</legend>
      {colors.map((color, index) => (
        <label key={color} className={styles.color} style={{ background: color, color: readableOn(color) }}>
          <input
            type="radio"
            name="color"
            value={color}
            checked={color === props.color}
            aria-label={t('account.colorNumber', { number: index + 1 })}
            onChange={() => props.choose(color)}
          />
          <Check size={16} className={styles.tick} aria-hidden />
        </label>
      ))}
      <small className={styles.hint}>{t('account.colorHint')}</small>
    </fieldset>
  )
}

/** Name and colour, as others see them. */
export function ProfileForm({ user }: { readonly user: SignedIn['user'] }) {
  const { t } = useTranslation()
  const { rest } = useServices()
  const [name, setName] = useState(user.displayName)
  const [color, setColor] = useState(user.color)
  const [known, setKnown] = useState(user)
  // Renamed on another device: what has not been changed in the form follows, or saving it would change it back.
  if (known.displayName !== user.displayName || known.color !== user.color) {
    setKnown(user)
    if (name === known.displayName) setName(user.displayName)
    if (color === known.color) setColor(user.color)
  }
  const isNew = name.trim() !== user.displayName || color !== user.color
  const form = useAccountForm(async () => {
    await editMyself(rest, { displayName: name.trim(), color })
    toast(t('account.saved'))
  })
  return (
    <AccountForm form={form} submit={t('account.save')} inRow disabled={!isNew}>
      <div className={styles.who}>
        <Avatar name={name} color={color} size="large" />
        <NameField
          value={name}
          problem={form.problemAt('name')}
          onChange={(event) => setName(event.target.value)}
        />
      </div>
      <ColorChoice color={color} choose={setColor} />
      {user.email !== null && (
        <LabelledField
          label={t('account.email')}
          value={user.email}
          hint={t('account.emailHint')}
          className={styles.fixed}
          readOnly
        />
      )}
    </AccountForm>
  )
}
