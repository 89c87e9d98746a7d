package exchange

import (
	"math"

	"throughline.app/insight"
	"throughline.app/method"
	"throughline.app/workshop"
)

// A ShownCurve is one series of a curve over a canvas.
type ShownCurve struct {
	Canvas string       `json:"canvas"`
	Curve  string       `json:"curve"`  // id in the method
	Series string       `json:"series"` // as-is, to-be
	Shown  bool         `json:"shown"`  // on the canvas
	Points []ShownPoint `json:"points"` // of stages of which somebody spoke, from left to right
}

// A ShownPoint is what people say of a stage together, to a thousandth.
type ShownPoint struct {
	Stage   string  `json:"stage"`
	StageID string  `json:"stageId"`
	People  int     `json:"people"`
	Mean    float64 `json:"mean"`   // -2 to 2
	Spread  float64 `json:"spread"` // the root of the mean square distance from it
}

// showCurves lists the curves that are shown or of which somebody spoke.
func showCurves(s *workshop.Snapshot, methods []*method.Method) []ShownCurve {
	var all []ShownCurve
	for _, c := range s.CanvasList() {
		for _, v := range method.Find(methods, c.Kind).Views() {
			if v.Curve == nil {
				continue
			}
			for _, series := range method.Series() {
				shown := ShownCurve{Canvas: string(c.ID), Curve: v.Curve.ID, Series: series, Shown: c.Shows(v.Key(), v.ByItself()), Points: []ShownPoint{}}
				feelings := insight.FeelingsOf(s, v.Curve.Poll(series))
				for _, st := range s.StageList(c.ID) {
					if f := feelings[st.ID]; len(f) > 0 {
						shown.Points = append(shown.Points, ShownPoint{st.Name, string(st.ID), len(f), thousandth(f.Mean()), thousandth(f.Spread())})
					}
				}
				if shown.Shown || len(shown.Points) > 0 {
					all = append(all, shown)
				}
			}
		}
	}
	return all
}

func thousandth(v float64) float64 { return math.Round(v*1000)/1000 + 0 }
