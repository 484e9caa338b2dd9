import { useTranslation } from 'react-i18next'
import { FigureBlock } from '../../design/figure-block.tsx'

/** Nothing is claimed before something was done whose effect can be told. */
export function EffectFigure() {
  const { t } = useTranslation('overview')
  return (
    <FigureBlock
      question={t('effect.question')}
      value={null}
      sentence={t('effect.notYet')}
      comparison={t('effect.later')}
    />
  )
}
