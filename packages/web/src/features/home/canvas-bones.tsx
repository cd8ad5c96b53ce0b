import { useTranslation } from 'react-i18next'
import { Bone } from '../../ui/bone.tsx'
import styles from './home-pages.module.css'

const shown = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const

/** Where canvases will be, while they are on their way. */
export function CanvasBones() {
  const { t } = useTranslation()
  return (
    <div className={styles.bones} role="status" aria-label={t('home.loading')}>
      {shown.map((key) => (
        <div key={key} className={styles.boneCard}>
          <Bone />
          <div>
            <Bone width="62%" />
            <Bone width="40%" height="10px" />
            <Bone width="48%" height="10px" />
          </div>
        </div>
      ))}
    </div>
  )
}
