package laptop

import (
	"context"
	"errors"

	"throughline.app/assets"
	"throughline.app/exchange"
)

// sampleMade is the setting that says that this data folder has had its sample workshop.
const sampleMade = "sample.made"

// EnsureSample puts the sample workshop into a data folder that is new, and returns its
// id; "" if the folder has had it before. A sample that was removed does not come back.
func (l *Laptop) EnsureSample(ctx context.Context) (id string, err error) {
	made, err := l.store.Setting(ctx, sampleMade)
	if err != nil || made != "" {
		return "", err
	}
	shaper, err := l.shaper.get()
	if err != nil {
		return "", err
	}
	op, err := exchange.Sample(assets.SampleAbout, assets.SampleNotes, l.Methods(), NewID, shaper.Measure)
	if err != nil {
		return "", err
	}
	r, err := l.openRoom(ctx, NewID(), Quiet, nil)
	if err != nil {
		return "", err
	}
	_, err = r.Apply(op)
	if err = errors.Join(err, r.Close()); err != nil {
		return "", err
	}
	return r.id, l.store.PutSetting(ctx, sampleMade, r.id)
}
