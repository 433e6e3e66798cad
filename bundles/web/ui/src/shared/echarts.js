// What rooms and plugins get when they import 'echarts': only the pieces pages here need, read by browsers when a chart is drawn.
// Tooltips need renderMode 'richText': the policy of the page forbids the inline styles of an HTML tooltip.
import { BarChart, GaugeChart, HeatmapChart, LineChart, PieChart, ScatterChart } from 'echarts/charts'
import { DataZoomComponent, GridComponent, LegendComponent, MarkAreaComponent, MarkLineComponent, MarkPointComponent, TitleComponent, TooltipComponent, VisualMapComponent } from 'echarts/components'
import { connect, disconnect, getInstanceByDom, graphic, init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'

use([BarChart, GaugeChart, HeatmapChart, LineChart, PieChart, ScatterChart, DataZoomComponent, GridComponent, LegendComponent, MarkAreaComponent, MarkLineComponent, MarkPointComponent,
  TitleComponent, TooltipComponent, VisualMapComponent, CanvasRenderer])

export { connect, disconnect, getInstanceByDom, graphic, init, use }
