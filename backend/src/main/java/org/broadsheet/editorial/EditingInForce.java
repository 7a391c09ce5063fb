package org.broadsheet.editorial;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.broadsheet.shared.InForce;
import org.broadsheet.shared.Setting;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the newsroom's own work is held to. */
@ApplicationScoped
class EditingInForce implements InForce {
    private final Duration every;

    EditingInForce(@ConfigProperty(name = "broadsheet.schedule.every") Duration every) {
        this.every = every;
    }

    @Override
    public Group inForce() {
        return new Group(
                "editing",
                List.of(
                        Setting.duration("preview", Previewing.LIFE, "How long the link of a preview works"),
                        Setting.duration("schedule", every, "How often is looked for what is to go out by now")));
    }
}
