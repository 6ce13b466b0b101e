/// Domains under which everybody's hosts stand. A signature for one of them, or for what lies above
/// it, would take half the web for AI; hosts below it may be signed by their full names.
package enum SharedInfrastructure {
  /// Whether a suffix signature for `host` would cover what many owners, or many products, do there.
  ///
  /// - Parameter isOffice: whether the service is the office suite itself, which never counts as use:
  ///   a suite has all of its domain, as a cloud has not.
  package static func contains(_ host: String, isOffice: Bool = false) -> Bool {
    domains.contains(host) || (!isOffice && officeDomains.contains(host))
  }

  private static let domains = words(
    clouds + delivery + hosting + accounts + measurement + registries)
  private static let officeDomains = words(offices)

  private static func words(_ lines: [String]) -> Set<String> {
    Set(lines.flatMap { $0.split(separator: " ").map(String.init) })
  }

  private static let clouds = [
    "amazonaws.com aws.amazon.com api.aws on.aws s3.amazonaws.com googleapis.com",
    "storage.googleapis.com gstatic.com googleusercontent.com cloud.google.com run.app",
    "appspot.com azure.com windows.net core.windows.net blob.core.windows.net azurewebsites.net",
    "cloudapp.azure.com azure-api.net oraclecloud.com ibm.com",
    "cloud.ibm.com digitaloceanspaces.com ondigitalocean.app aliyuncs.com myqcloud.com ovh.net",
    "scw.cloud hetzner.cloud ionos.com",
  ]
  private static let delivery = [
    "cloudfront.net azureedge.net azurefd.net akamai.net akamaiedge.net akamaized.net",
    "edgekey.net edgesuite.net fastly.net fastlylb.net fastly-edge.com cloudflare.com",
    "cloudflare.net cdn77.org b-cdn.net bunnycdn.com jsdelivr.net unpkg.com cdnjs.com",
    "imgix.net cloudinary.com trafficmanager.net livekit.cloud",
  ]
  private static let hosting = [
    "github.io githubusercontent.com gitlab.io vercel.app netlify.app pages.dev workers.dev",
    "herokuapp.com onrender.com fly.dev railway.app web.app firebaseapp.com firebaseio.com",
    "supabase.co webflow.io wixsite.com wordpress.com blogspot.com readthedocs.io gitbook.io",
    "notion.site framer.app myshopify.com zendesk.com freshdesk.com intercom.io intercom.com",
    "hubspot.com typeform.com qualtrics.com replit.app lovable.app",
  ]
  private static let accounts = [
    "auth0.com okta.com onelogin.com login.microsoftonline.com accounts.google.com clerk.com",
    "clerk.accounts.dev stripe.com arkoselabs.com hcaptcha.com recaptcha.net",
  ]
  private static let measurement = [
    "sentry.io ingest.sentry.io datadoghq.com datadoghq.eu segment.io segment.com mixpanel.com",
    "amplitude.com statsig.com statsigapi.net launchdarkly.com posthog.com google-analytics.com",
    "googletagmanager.com doubleclick.net hotjar.com newrelic.com nr-data.net",
  ]
  private static let offices = [
    "google.com microsoft.com office.com office365.com office.net live.com bing.com msn.com",
    "cloud.microsoft sharepoint.com outlook.com apple.com icloud.com amazon.com github.com",
    "gitlab.com atlassian.net slack.com zoom.us notion.so canva.com adobe.com salesforce.com",
    "force.com servicenow.com workday.com sap.com x.com facebook.com instagram.com linkedin.com",
    "whatsapp.com yahoo.com yandex.ru baidu.com qq.com",
  ]
  /// Names under which registries sell names: the common ones of two labels.
  private static let registries = [
    "co.uk org.uk ac.uk gov.uk com.au net.au org.au co.nz co.jp or.jp ne.jp ac.jp co.kr or.kr",
    "com.cn net.cn org.cn com.tw com.hk com.sg com.my co.in net.in org.in co.id co.th com.vn",
    "com.ph com.tr com.br com.mx com.ar com.co com.pe co.za com.eg com.ng co.ke co.il com.ua",
    "com.ru com.pl co.at or.at com.de co.com",
  ]
}
