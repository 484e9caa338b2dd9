import { CohortTriangle } from '../../design/charts/cohort-triangle.tsx'
import { HistogramBars } from '../../design/charts/histogram-bars.tsx'
import { HourHeat } from '../../design/charts/hour-heat.tsx'
import { LorenzCurve } from '../../design/charts/lorenz-curve.tsx'
import { RfmGrid } from '../../design/charts/rfm-grid.tsx'
import { TrendLine } from '../../design/charts/trend-line.tsx'
import { VisitStrip } from '../../design/charts/visit-strip.tsx'
import { Halves, Stack } from '../../design/layout.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Sentence } from '../../design/sentence.tsx'
import {
  frequencies,
  longCohorts,
  lorenz,
  receiptsByHour,
  recencies,
  rfmCells,
  secondPurchase,
  stayed,
  visits,
} from './figures.ts'

export function ChartsScreen() {
  const format = useFormat()
  return (
    <Stack>
      <Sentence>Ein Fünftel der Gäste bringt die Hälfte des Umsatzes.</Sentence>
      <Halves>
        <LorenzCurve
          look="section"
          title="Ein Fünftel bringt die Hälfte"
          measured="Anteil am Umsatz, die Größten zuerst"
          finding="20 Prozent der Gäste bringen 50 Prozent des Umsatzes."
          points={lorenz}
          marked={{
            customersShare: 0.2,
            revenueShare: 0.499,
            words: '20 % der Gäste: 50 % des Umsatzes',
          }}
        />
        <HistogramBars
          look="section"
          title="Wer wiederkommt, tut es meist nach zwei Wochen"
          measured="Gäste mit zweitem Einkauf"
          finding="Die meisten zweiten Einkäufe liegen 15 bis 19 Tage nach dem ersten."
          bins={secondPurchase}
          binsName="Tage bis zum zweiten Einkauf"
          valuesName="Gäste"
          format={String}
        />
      </Halves>
      <HourHeat
        look="section"
        title="Werktags um acht ist am meisten los"
        measured="Bons je Wochentag und Stunde"
        finding="Die meisten Bons fallen werktags zwischen acht und zehn Uhr an."
        days={receiptsByHour}
      />
      <RfmGrid
        look="section"
        title="Wer oft kommt, war meist eben erst da"
        measured="Gäste nach letztem Besuch und Zahl der Besuche"
        finding="Die häufigen Gäste waren in den letzten sieben Tagen da."
        recencies={recencies}
        frequencies={frequencies}
        cells={rfmCells}
        onOpen={() => undefined}
      />
      <VisitStrip
        title="Jeder Strich ein Besuch"
        finding="Meist zweimal die Woche"
        visits={visits}
        until="2026-11-21"
        absence={{ words: '22 Tage', remark: 'seit 30. Oktober nicht da' }}
      />
      <TrendLine
        title="Es bleiben etwas mehr als üblich"
        measured="Kundenbindungsrate je Monat"
        finding="Zuletzt 69,2 Prozent"
        points={stayed}
        comparedWith={0}
        format={(value) => format.percent(value)}
        isOpen
        startLabel="Okt. 2025"
        endLabel="Okt."
      />
      <CohortTriangle
        look="section"
        title="Sechsunddreißig Monate auf einmal"
        measured="Wie viele von 100 Gästen wiederkamen"
        finding="Nach drei Jahren kommt etwa jeder Dritte noch."
        cohorts={longCohorts}
      />
    </Stack>
  )
}
