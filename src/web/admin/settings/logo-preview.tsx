import { useTranslation } from 'react-i18next'
import { BrandMark } from '../../design/brand-mark.tsx'
import classes from './grounds.module.css'

type LogoPreviewProps = { name: string; logoUrl: string | null; onBroken?: () => void }

/** Beside the name as in the frame, on both grounds, since a dark logo vanishes in the dark. */
export function LogoPreview({ name, logoUrl, onBroken }: LogoPreviewProps) {
  const { t } = useTranslation('settings')
  return (
    // A picture that cannot be read tells only those who listen as it happens.
    <div className={classes.grounds} onErrorCapture={onBroken}>
      <figure className={`${classes.ground} ${classes.light}`}>
        <BrandMark name={name} logoUrl={logoUrl} />
        <figcaption>{t('look.previewLight')}</figcaption>
      </figure>
      <figure className={`${classes.ground} ${classes.dark}`}>
        <BrandMark name={name} logoUrl={logoUrl} />
        <figcaption>{t('look.previewDark')}</figcaption>
      </figure>
    </div>
  )
}
