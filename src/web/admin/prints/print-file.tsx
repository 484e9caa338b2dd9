import { useTranslation } from 'react-i18next'
import classes from './prints.module.css'

type PrintFileProps = {
  /** What it is, for those who hear it. */
  name: string
  address: string
  /** Of a print that comes in several files. */
  part?: number | undefined
}

/** A print is looked at in a tab of its own, or kept. */
export function PrintFile({ name, address, part }: PrintFileProps) {
  const { t } = useTranslation('prints')
  const heard = part === undefined ? name : `${name}, ${t('part', { part })}`
  return (
    <span className={classes.file}>
      {part !== undefined && <span>{t('part', { part })}</span>}
      <a href={address} target="_blank" rel="noreferrer" aria-label={`${heard}: ${t('open')}`}>
        {t('open')}
      </a>
      <a href={address} className={classes.keep} aria-label={`${heard}: ${t('download')}`} download>
        {t('download')}
      </a>
    </span>
  )
}
