package org.broadsheet.donation;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whether money moves. Only live money is ever counted in public. */
@Schema(
        description = "`live`: money moves; `sandbox`: play money at PayPal; `demo`: nothing leaves this site.",
        enumeration = {"live", "sandbox", "demo"})
public enum Mode {
    @JsonProperty("live")
    LIVE,
    @JsonProperty("sandbox")
    SANDBOX,
    @JsonProperty("demo")
    DEMO
}
