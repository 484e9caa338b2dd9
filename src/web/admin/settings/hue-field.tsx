import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { accentSteps } from '#kernel/accent.ts'
import classes from './hue-field.module.css'
import { hueNames, hues, useHueName } from './hues.ts'

type HueFieldProps = { hue: number; onChange: (hue: number) => void }

/** Eight named hues to take at once, and the whole circle for those who look for their own. */
export function HueField({ hue, onChange }: HueFieldProps) {
  const { t } = useTranslation('settings')
  const hueName = useHueName()
  const id = useId()
  return (
    <div className={classes.field}>
      <fieldset className={classes.presets} aria-label={t('look.presets')}>
        {hueNames.map((name) => (
          <label key={name}>
            <input
              type="radio"
              name={id}
              checked={hues[name] === hue}
              onChange={() => onChange(hues[name])}
            />
            <span>
              <i style={{ background: accentSteps(hues[name])[6] }} aria-hidden="true" />
              {t(`look.hues.${name}`)}
            </span>
          </label>
        ))}
      </fieldset>
      <label className={classes.circle}>
        <span className={classes.word}>{t('look.fine')}</span>
        <input
          type="range"
          min={0}
          max={359}
          value={hue}
          aria-label={t('look.hue')}
          aria-valuetext={hueName(hue)}
          onChange={(event) => onChange(Number(event.target.value))}
        />
        <span className={classes.value}>{hueName(hue)}</span>
      </label>
    </div>
  )
}
