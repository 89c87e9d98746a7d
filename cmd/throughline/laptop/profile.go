package laptop

import (
	"context"
	"maps"
	"os/user"
	"slices"
	"strings"

	"throughline.app/workshop"
)

// A Profile is the person at this laptop, as the others see them.
type Profile struct {
	Name     string
	Function string // functional area, may be empty
	Hue      string // "#RRGGBB"
}

// Profile returns what is known of the person. The hue is always set. Only the first call
// that succeeds reads the disk.
func (l *Laptop) Profile(ctx context.Context) Profile {
	if p := l.profile.Load(); p != nil {
		return *p
	}
	whole := true
	get := func(key string) string {
		v, err := l.store.Setting(ctx, key)
		if err != nil {
			l.opt.Log.Warn("reading a setting", "key", key, "err", err)
			whole = false
		}
		return v
	}
	p := Profile{Name: get("profile.name"), Function: get("profile.function"), Hue: get("profile.hue")}
	if p.Hue == "" {
		p.Hue = workshop.HueOf(l.Me())
	}
	if whole {
		l.profile.Store(&p)
	}
	return p
}

// SetProfile keeps the profile and tells it to the open workshops.
func (l *Laptop) SetProfile(ctx context.Context, p Profile) error {
	p.Name, p.Function = workshop.CleanName(p.Name), workshop.CleanName(p.Function)
	for key, v := range map[string]string{"profile.name": p.Name, "profile.function": p.Function, "profile.hue": p.Hue} {
		if err := l.store.PutSetting(ctx, key, v); err != nil {
			return err
		}
	}
	l.profile.Store(&p)
	l.mu.Lock()
	rooms := slices.Collect(maps.Values(l.rooms))
	l.mu.Unlock()
	for _, r := range rooms {
		r.introduce(p)
	}
	return nil
}

// SystemName is the name of the person as the computer knows it, to begin with.
func SystemName() string {
	u, err := user.Current()
	if err != nil {
		return ""
	}
	name, _, _ := strings.Cut(u.Name, ",")
	if name == "" || name == "root" {
		name = ""
	}
	return workshop.CleanName(name)
}
