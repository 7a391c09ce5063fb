package org.broadsheet.donation.standin;

import static java.util.Map.entry;

import java.util.Map;

/** PayPal's words for the issues the stand-in raises by itself, for when the official files are absent. */
final class ErrorTexts {
    static final Map<Integer, String> NAMES = Map.ofEntries(
            entry(400, "INVALID_REQUEST"),
            entry(401, "AUTHENTICATION_FAILURE"),
            entry(403, "NOT_AUTHORIZED"),
            entry(404, "RESOURCE_NOT_FOUND"),
            entry(405, "METHOD_NOT_SUPPORTED"),
            entry(409, "RESOURCE_CONFLICT"),
            entry(415, "UNSUPPORTED_MEDIA_TYPE"),
            entry(422, "UNPROCESSABLE_ENTITY"),
            entry(429, "RATE_LIMIT_REACHED"),
            entry(500, "INTERNAL_SERVER_ERROR"),
            entry(503, "SERVICE_UNAVAILABLE"));

    static final Map<Integer, String> MESSAGES = Map.ofEntries(
            entry(400, "Request is not well-formed, syntactically incorrect, or violates schema."),
            entry(
                    401,
                    "Authentication failed due to missing authorization header, or invalid authentication credentials."),
            entry(403, "Authorization failed due to insufficient permissions."),
            entry(404, "The specified resource does not exist."),
            entry(405, "The server does not implement the requested HTTP method."),
            entry(409, "The server has detected a conflict while processing this request."),
            entry(415, "The server does not support the request payload's media type."),
            entry(
                    422,
                    "The requested action could not be performed, semantically incorrect, or failed business validation."),
            entry(429, "Too many requests. Blocked due to rate limiting."),
            entry(500, "An internal server error occurred."),
            entry(503, "Service Unavailable."));

    static final Map<String, String> DESCRIPTIONS = Map.ofEntries(
            entry("INVALID_ARRAY_MAX_ITEMS", "The number of items in an array parameter is too large."),
            entry("INVALID_ARRAY_MIN_ITEMS", "The number of items in an array parameter is too small."),
            entry("INVALID_PARAMETER_SYNTAX", "The value of a field does not conform to the expected format."),
            entry("INVALID_STRING_LENGTH", "The value of a field is either too short or too long"),
            entry("INVALID_PARAMETER_VALUE", "A parameter value is not valid."),
            entry("MISSING_REQUIRED_PARAMETER", "A required parameter is missing."),
            entry("NOT_SUPPORTED", "This field is not currently supported."),
            entry(
                    "PAYPAL_REQUEST_ID_REQUIRED",
                    "A PayPal-Request-Id is required if you are trying to process payment for an Order. Please specify a PayPal-Request-Id or Create the Order without a 'payment_source' specified."),
            entry("MALFORMED_REQUEST_JSON", "The request JSON is not well formed."),
            entry(
                    "AMOUNT_MISMATCH",
                    "Should equal item_total + tax_total + shipping + handling + insurance - shipping_discount - discount."),
            entry(
                    "CANNOT_BE_ZERO_OR_NEGATIVE",
                    "Must be greater than zero. If the currency supports decimals, only two decimal place precision is supported."),
            entry(
                    "DECIMAL_PRECISION",
                    "If the currency supports decimals, only two decimal place precision is supported."),
            entry(
                    "DONATION_ITEMS_NOT_SUPPORTED",
                    "If 'purchase_unit' has \"DONATION\" as the 'items.category' then the Order can at most have one purchase_unit. Multiple purchase_units are not supported if either of them have at least one items with category as \"DONATION\"."),
            entry(
                    "INVALID_CURRENCY_CODE",
                    "Currency code is invalid or is not currently supported. Please refer https://developer.paypal.com/api/rest/reference/currency-codes/ for list of supported currency codes."),
            entry(
                    "ITEM_TOTAL_MISMATCH",
                    "Should equal sum of (unit_amount * quantity) across all items for a given purchase_unit."),
            entry(
                    "ITEM_TOTAL_REQUIRED",
                    "If item details are specified (items.unit_amount and items.quantity) corresponding amount.breakdown.item_total is required."),
            entry("MAX_VALUE_EXCEEDED", "Should be less than or equal to 999999999999999.99."),
            entry(
                    "MULTIPLE_ITEM_CATEGORIES",
                    "For a given 'purchase_unit' the 'items.category' could be either \"PHYSICAL_GOODS\" and/or \"DIGITAL_GOODS\" or just \"DONATION\".  'items.category' as \"DONATION\" cannot be combined with items with either \"PHYSICAL_GOODS\" or \"DIGITAL_GOODS\"."),
            entry(
                    "DUPLICATE_INVOICE_ID",
                    "Duplicate Invoice ID detected. To avoid a potential duplicate transaction your account setting requires that Invoice Id be unique for each transaction."),
            entry(
                    "INSTRUMENT_DECLINED",
                    "The instrument presented  was either declined by the processor or bank, or it can't be used for this payment."),
            entry(
                    "ORDER_NOT_APPROVED",
                    "Payer has not yet approved the Order for payment. Please redirect the payer to the 'rel':'approve' url returned as part of the HATEOAS links within the Create Order call or provide a valid `payment_source` in the request."),
            entry(
                    "ORDER_ALREADY_CAPTURED",
                    "Order already captured.If 'intent=CAPTURE' only one capture per order is allowed."),
            entry("TRANSACTION_REFUSED", "The request was refused."),
            entry("PERMISSION_DENIED", "You do not have permission to access or perform operations on this resource."),
            entry(
                    "PERMISSION_DENIED_FOR_DONATION_ITEMS",
                    "The API Caller or Payee have not been granted appropriate permissions to send 'items.category' as 'DONATION'. Please speak to your account manager if you want to process these type of items."),
            entry(
                    "INVALID_RESOURCE_ID",
                    "Specified resource ID does not exist. Please check the resource ID and try again."),
            entry("CAPTURE_FULLY_REFUNDED", "The capture has already been fully refunded"),
            entry("REFUND_CAPTURE_CURRENCY_MISMATCH", "Refund must be in the same currency as the capture"),
            entry(
                    "REFUND_AMOUNT_EXCEEDED",
                    "The refund amount must be less than or equal to the capture amount that has not yet been refunded."),
            entry("REFUND_TIME_LIMIT_EXCEEDED", "You are over the time limit to perform a refund on this capture"),
            entry(
                    "PENDING_CAPTURE",
                    "Cannot initiate a refund as the capture is pending. Capture is typically pending when the payer has funded the transaction using e-check/bank funded."),
            entry(
                    "REFUND_NOT_PERMITTED_DUE_TO_CHARGEBACK",
                    "Refunds are not allowed on this capture due to a chargeback on the card or bank. Please contact the payee to resolve the chargeback."),
            entry(
                    "PREVIOUS_REQUEST_IN_PROGRESS",
                    "A previous request on this resource is currently in progress. Please wait for sometime and try again. It is best to space out the initial and the subsequent request(s) to avoid receiving this error."),
            entry("DUPLICATE_RESOURCE_IDENTIFIER", "Identifier must be unique."),
            entry(
                    "PLAN_STATUS_INVALID",
                    "Invalid plan status for subscription creation; plan status should be active."),
            entry(
                    "SUBSCRIPTION_STATUS_INVALID",
                    "Invalid subscription status for cancel action; subscription status should be active or suspended."),
            entry(
                    "SUBSCRIPTION_CANNOT_BE_ACTIVATED",
                    "Subscription cannot be activated after payment failure threshold has reached."),
            entry("INVALID_BILLING_CYCLE_SEQUENCE", "The provided billing cycle sequence is not available."));

    private ErrorTexts() {}
}
