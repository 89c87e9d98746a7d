package laptop

import (
	"context"
	"hash/fnv"
	"os/user"
	"strings"

	"throughline.app/workshop"
)

// A Profile is the person at this laptop, as the others see them.
type Profile struct {
	Name     string
	Function string // functional area, may be empty
	Hue      string // "#RRGGBB"
}

// hues are the colours of avatars and cursors; white text on each has contrast of 4.5:1
// or more.
var hues = []string{"#C2410C", "#1D4ED8", "#7C3AED", "#0F766E", "#BE185D", "#4D7C0F", "#A16207", "#0E7490", "#B91C1C", "#6D28D9"}

// Profile returns what is known of the person. The hue is always set. Only the first call
// reads the disk.
func (l *Laptop) Profile(ctx context.Context) Profile {
	if p := l.profile.Load(); p != nil {
		return *p
	}
	get := func(key string) string {
		v, err := l.store.Setting(ctx, key)
		if err != nil {
			l.opt.Log.Warn("reading a setting", "key", key, "err", err)
		}
		return v
	}
	p := Profile{Name: get("profile.name"), Function: get("profile.function"), Hue: get("profile.hue")}
	if p.Hue == "" {
		h := fnv.New32a()
		h.Write([]byte(l.Me()))
		p.Hue = hues[h.Sum32()%uint32(len(hues))]
	}
	l.profile.Store(&p)
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
	defer l.mu.Unlock()
	for _, r := range l.rooms {
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
