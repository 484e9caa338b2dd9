import { FigureRow } from '../../design/layout.tsx'
import { EffectFigure } from './effect-figure.tsx'
import { LeavingFigure } from './leaving-figure.tsx'
import type { Overview } from './overview.ts'
import { StayingFigure } from './staying-figure.tsx'
import { WorthFigure } from './worth-figure.tsx'

/** How many stay, who is leaving, what are they worth, what did it bring. */
export const FourFigures = ({ overview }: { overview: Overview }) => (
  <FigureRow>
    <StayingFigure overview={overview} />
    <LeavingFigure overview={overview} />
    <WorthFigure overview={overview} />
    <EffectFigure />
  </FigureRow>
)
