import { useTranslation } from 'react-i18next'
import { accentSteps, contrast } from '#kernel/accent.ts'
import { useFormat } from '../../design/provider.tsx'
import classes from '../forms/forms.module.css'
import grounds from './grounds.module.css'

/** What the hue looks like where it is used, on both grounds, with its contrast counted. */
export function HueSample({ hue }: { hue: number }) {
  const { t } = useTranslation('settings')
  const steps = accentSteps(hue)
  return (
    <>
      <div className={grounds.grounds}>
        <Ground look="light" accent={steps[7] ?? ''} paper="--sg-gray-0" onFill="#ffffff" />
        <Ground
          look="dark"
          accent={steps[4] ?? ''}
          paper="--sg-dark-7"
          onFill={token('--sg-dark-9')}
        />
      </div>
      <p className={classes.hint}>{t('look.contrastNote')}</p>
    </>
  )
}

type GroundProps = { look: 'light' | 'dark'; accent: string; paper: string; onFill: string }

function Ground({ look, accent, paper, onFill }: GroundProps) {
  const { t } = useTranslation('settings')
  const format = useFormat()
  const ratio = (other: string) => format.number(contrast(accent, other), 1)
  return (
    <figure className={`${grounds.ground} ${grounds[look]}`}>
      <div className={grounds.sample} aria-hidden="true">
        <span className={grounds.key}>{t('look.sampleButton')}</span>
        <span className={grounds.link}>{t('look.sampleLink')}</span>
      </div>
      <figcaption>
        {look === 'light' ? t('look.previewLight') : t('look.previewDark')}:{' '}
        {t('look.contrast', { paper: ratio(token(paper)), button: ratio(onFill) })}
      </figcaption>
    </figure>
  )
}

/** The color a token stands for on this page. */
const token = (name: string) =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim()
