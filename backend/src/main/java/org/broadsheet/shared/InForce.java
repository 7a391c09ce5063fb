package org.broadsheet.shared;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A room that tells what is in force in it. Each has a bean of this kind, so that whoever shows the settings need not know
 * the rooms, nor the rooms one another.
 */
public interface InForce {
    Group inForce();

    /** What belongs together. */
    @Schema(name = "SettingGroup", description = "Settings that belong together.")
    record Group(
            @Schema(description = "What they are of, such as `sessions`.")
            String name,

            @Schema(description = "The settings.") List<Setting> settings) {}
}
