import { Link, Navigate } from '@tanstack/react-router'
import { Monitor, Moon, Sun } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { languageNames, languages } from '../../app/language-names.ts'
import { PageFrame } from '../../app/page-frame.tsx'
import { useServices } from '../../app/services.ts'
import { type ThemeChoice, useTheme } from '../../app/theme-store.ts'
import { chooseLanguage, chosenLanguage, type Language } from '../../app/translations.ts'
import { Bone } from '../../ui/bone.tsx'
import { Button } from '../../ui/button.tsx'
import controls from '../../ui/controls.module.css'
import { Segments } from '../../ui/segments.tsx'
import { ActivityCard } from '../activity/activity-card.tsx'
import { signOut } from '../auth/sign-out.ts'
import { useRestoredLogin } from '../auth/use-restored-login.ts'
import { useSignedIn } from '../auth/use-signed-in.ts'
import { HomeTrouble } from '../home/home-trouble.tsx'
import styles from './account-page.module.css'
import { AccountSection } from './account-section.tsx'
import { DeviceList } from './device-list.tsx'
import { PasswordForm } from './password-form.tsx'
import { ProfileForm } from './profile-form.tsx'

function Look() {
  const { t } = useTranslation()
  const { choice, choose } = useTheme()
  const [language, setLanguage] = useState(chosenLanguage)
  return (
    <AccountSection title={t('account.look')} text={t('account.lookText')}>
      <div>
        <Segments<ThemeChoice>
          label={t('theme')}
          value={choice}
          options={[
            { value: 'light', label: t('theme.light'), icon: Sun },
            { value: 'dark', label: t('theme.dark'), icon: Moon },
            { value: 'system', label: t('theme.system'), icon: Monitor },
          ]}
          choose={choose}
        />
      </div>
      <div>
        <Segments<Language>
          label={t('language')}
          value={language}
          options={languages.map((value) => ({ value, label: languageNames[value] }))}
          choose={(value) => {
            setLanguage(value)
            chooseLanguage(value)
          }}
        />
      </div>
    </AccountSection>
  )
}

function Leave() {
  const { t } = useTranslation()
  const { rest, queries } = useServices()
  const leave = async (): Promise<void> => {
    await signOut(rest)
    queries.clear()
  }
  return (
    <AccountSection title={t('account.leave')} text={t('account.leaveText')}>
      <div>
        <Button onClick={() => void leave()}>{t('frame.signOut')}</Button>
      </div>
    </AccountSection>
  )
}

function GuestNote() {
  const { t } = useTranslation()
  return (
    <section className={styles.guest}>
      <div>
        <h2>{t('account.guestTitle')}</h2>
        <p>{t('account.guestText')}</p>
      </div>
      <Link to="/register" search={{ next: '/account' }} className={`${controls.button} ${controls.primary}`}>
        {t('frame.register')}
      </Link>
    </section>
  )
}

/** `/account`: who one is, how it looks, what one did, and where one is signed in. */
export function AccountPage() {
  const { t } = useTranslation()
  const { restored, lookAgain } = useRestoredLogin()
  const user = useSignedIn()?.user
  useEffect(() => {
    document.title = `${t('account.title')} · ${t('appName')}`
  }, [t])
  if (restored.name === 'nobody' || (restored.name === 'here' && user === undefined))
    return <Navigate to="/sign-in" search={{ next: '/account' }} replace />
  if (user === undefined && restored.name === 'away')
    return (
      <PageFrame>
        <HomeTrouble alone error={restored.error} onRetry={lookAgain} />
      </PageFrame>
    )
  if (user === undefined)
    return (
      <PageFrame>
        <div className={styles.page} role="status">
          <Bone width="220px" height="28px" />
          <Bone height="180px" />
          <Bone height="220px" />
        </div>
      </PageFrame>
    )
  return (
    <PageFrame>
      <div className={styles.page}>
        <h1>{t('account.title')}</h1>
        {user.guest && <GuestNote />}
        <AccountSection title={t('account.you')}>
          <ProfileForm key={user.id} user={user} />
        </AccountSection>
        <ActivityCard path="/me/activity" since={user.createdAt} own />
        <Look />
        {!user.guest && (
          <>
            <AccountSection title={t('account.password')} text={t('account.passwordText')}>
              <PasswordForm />
            </AccountSection>
            <AccountSection title={t('account.devices')} text={t('account.devicesText')}>
              <DeviceList />
            </AccountSection>
            <Leave />
          </>
        )}
      </div>
    </PageFrame>
  )
}
